package dev.baton.deployment.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A record with all kinds of components that an event may have. */
record Parcel(
        @NotBlank @Size(max = 10) String id,
        @Pattern(regexp = "[a-z]{2}") String country,
        @Positive long number,
        int floor,
        @DecimalMax("2.5") double weight,
        @JsonProperty("express_delivery") boolean express,
        @NotNull Format size,
        Instant sentAt,
        LocalDate due,
        Duration patience,
        UUID reference,
        @DecimalMax(value = "10", inclusive = false) BigDecimal price,
        Optional<@Size(min = 2) String> note,
        @NotEmpty List<@NotBlank @Size(max = 5) String> labels,
        @Size(max = 2) Set<@NotNull Format> sizes,
        Map<@Size(min = 2) String, @NotNull @Min(1) Integer> counts,
        @Valid Place from,
        Place checkedByNobody,
        @Valid @NotNull List<@Valid Place> stops,
        @Valid Payment payment,
        @Code String code,
        int[] codes,
        char grade,
        Object anything) {

    enum Format {
        SMALL,

        @JsonProperty("big")
        LARGE
    }

    /** A place, which may be inside another. */
    record Place(@NotBlank String street, @Valid Place within) {}

    /** One of two ways to pay. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Card.class, name = "card"),
        @JsonSubTypes.Type(value = Cash.class, name = "cash")
    })
    sealed interface Payment permits Card, Cash {}

    record Card(@NotNull @Size(min = 4, max = 4) String last) implements Payment {}

    record Cash(@Positive int amount) implements Payment {}

    /** A composed constraint. */
    @Constraint(validatedBy = {})
    @Size(min = 3)
    @Pattern(regexp = "[A-Z]+")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Code {

        String message() default "must be a code";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** A constraint that no keyword expresses. */
    @Constraint(validatedBy = Even.Validator.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Even {

        String message() default "must be even";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        class Validator implements ConstraintValidator<Even, Long> {

            @Override
            public boolean isValid(Long number, ConstraintValidatorContext context) {
                return number % 2 == 0;
            }
        }
    }

    record Numbered(@Even long number) {}
}
