package dev.baton.deployment.schema;

import jakarta.validation.groups.Default;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What validation checks about one value.
 *
 * @param constraints the constraints on the value itself, those that they are composed of included
 * @param cascaded whether the constraints inside the value are checked ({@code @Valid})
 * @param containers where the constraints on the elements of the value are declared; null if there are none
 */
record Rules(
        List<ConstraintDescriptor<?>> constraints,
        boolean cascaded,
        @Nullable ContainerDescriptor containers) {

    static final Rules NONE = new Rules(List.of(), false, null);

    /** Hibernate Validator keeps constraints in no particular order. */
    private static final Comparator<ConstraintDescriptor<?>> ALWAYS_THE_SAME =
            Comparator.comparing(each -> each.getAnnotation().toString());

    private static final Set<String> REFUSE_NULL = Set.of("NotNull", "NotBlank", "NotEmpty");

    /** Returns the rules of a described property or element. */
    static <D extends ElementDescriptor & CascadableDescriptor & ContainerDescriptor> Rules of(@Nullable D described) {
        return described == null
                ? NONE
                : new Rules(
                        constraints(described.getConstraintDescriptors()).toList(), described.isCascaded(), described);
    }

    /** Returns the constraints that count for the default group, each with those that it is composed of. */
    static Stream<ConstraintDescriptor<?>> constraints(Collection<ConstraintDescriptor<?>> declared) {
        return declared.stream()
                .filter(each -> each.getGroups().contains(Default.class))
                .sorted(ALWAYS_THE_SAME)
                .flatMap(each -> Stream.concat(Stream.of(each), constraints(composing(each))));
    }

    private static Collection<ConstraintDescriptor<?>> composing(ConstraintDescriptor<?> composed) {
        return List.copyOf(composed.getComposingConstraints());
    }

    /**
     * Returns the rules of the elements at a type argument: 0 for those of a list, 1 for the values of a map.
     * {@code @Valid} on a list or a map holds for its elements and values, too.
     */
    Rules element(int argument) {
        Rules declared = containers == null
                ? NONE
                : containers.getConstrainedContainerElementTypes().stream()
                        .filter(each -> index(each.getTypeArgumentIndex()) == argument)
                        .map(Rules::of)
                        .findFirst()
                        .orElse(NONE);
        return cascaded ? new Rules(declared.constraints, true, declared.containers) : declared;
    }

    /** An array has no type arguments: its elements count as those at argument 0. */
    private static int index(@Nullable Integer argument) {
        return argument == null ? 0 : argument;
    }

    boolean refusesNull() {
        return constraints.stream()
                .map(each -> each.getAnnotation().annotationType().getSimpleName())
                .anyMatch(REFUSE_NULL::contains);
    }
}
