package dev.baton.deployment;

import dev.baton.runtime.catalog.DeclaredRetry;
import io.quarkus.builder.item.MultiBuildItem;
import java.util.Set;
import org.jboss.jandex.MethodInfo;

/** A function of the application. */
public final class BatonFunctionBuildItem extends MultiBuildItem {

    private final String name;
    private final MethodInfo method;
    private final String inputType;
    private final Set<String> emits;
    private final boolean blocking;
    private final DeclaredRetry retry;

    BatonFunctionBuildItem(
            String name,
            MethodInfo method,
            String inputType,
            Set<String> emits,
            boolean blocking,
            DeclaredRetry retry) {
        this.name = name;
        this.method = method;
        this.inputType = inputType;
        this.emits = emits;
        this.blocking = blocking;
        this.retry = retry;
    }

    public String name() {
        return name;
    }

    public MethodInfo method() {
        return method;
    }

    /** Returns the CloudEvents type that triggers the function. */
    public String inputType() {
        return inputType;
    }

    /** Returns the CloudEvents types that the function may emit. */
    public Set<String> emits() {
        return emits;
    }

    public boolean blocking() {
        return blocking;
    }

    /** Returns the retry settings that the function declares. */
    public DeclaredRetry retry() {
        return retry;
    }
}
