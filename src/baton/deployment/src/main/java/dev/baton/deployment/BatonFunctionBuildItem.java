package dev.baton.deployment;

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

    BatonFunctionBuildItem(String name, MethodInfo method, String inputType, Set<String> emits, boolean blocking) {
        this.name = name;
        this.method = method;
        this.inputType = inputType;
        this.emits = emits;
        this.blocking = blocking;
    }

    public String name() {
        return name;
    }

    public MethodInfo method() {
        return method;
    }

    /** The CloudEvents type that triggers it. */
    public String inputType() {
        return inputType;
    }

    /** The CloudEvents types that it may emit. */
    public Set<String> emits() {
        return emits;
    }

    public boolean blocking() {
        return blocking;
    }
}
