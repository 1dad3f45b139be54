package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.ClassUtil;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

/** A member of an object, with the rules of the component that it becomes. */
record Member(Class<?> owner, BeanPropertyDefinition property, Rules rules) {

    /**
     * Returns whether an object without the member is refused. Jackson reads an absent number as 0 and an absent object
     * as null, so that is asked of the validator.
     *
     * @param validator the validator, or null if the object is not validated
     */
    boolean isRequired(@Nullable Validator validator) {
        return property.isRequired() || rules.refusesNull() || validator != null && refusesAbsence(validator);
    }

    private boolean refusesAbsence(Validator validator) {
        Class<?> type = property.getRawPrimaryType();
        if (rules.constraints().isEmpty() || !type.isPrimitive()) {
            return false;
        }
        try {
            return !validator
                    .validateValue(owner, property.getInternalName(), ClassUtil.defaultValue(type))
                    .isEmpty();
        } catch (ValidationException e) {
            return false; // a validator that needs the running application
        }
    }

    /** Adds Jackson's description of the member, if there is one. */
    ObjectNode described(ObjectNode schema) {
        String description = property.getMetadata().getDescription();
        if (description != null) {
            schema.put("description", description);
        }
        return schema;
    }
}
