package dev.baton.runtime.telemetry;

import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies the clock that measures pauses within this process. It is never set: when somebody corrects the clock of
 * the machine, a pause gets neither longer nor shorter. Its times mean nothing to other processes.
 */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Steady {}
