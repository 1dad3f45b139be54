package dev.baton.runtime.catalog;

import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.funqy.runtime.FunctionConstructor;
import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRegistry;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries the results of the build into the application. */
@Recorder
public class BatonRecorder {

    public RuntimeValue<BatonModel> model(String namespace) {
        return new RuntimeValue<>(new BatonModel(namespace));
    }

    @SuppressWarnings("unchecked")
    public void eventType(
            RuntimeValue<BatonModel> model, String type, String topic, Class<?> record, @Nullable String keyComponent) {
        model.getValue().add(EventTypeDescriptor.of(type, topic, (Class<? extends Record>) record, keyComponent));
    }

    public void upcaster(RuntimeValue<BatonModel> model, String older, String newer, String method) {
        model.getValue().addUpcaster(older, newer, method);
    }

    public void function(
            RuntimeValue<BatonModel> model,
            String name,
            Class<?> functionClass,
            String method,
            String descriptor,
            String inputType,
            Set<String> emits,
            boolean blocking,
            DeclaredRetry retry) {
        EventTypeDescriptor input = model.getValue().eventType(inputType);
        FunctionInvoker invoker = invoker(name, functionClass, method, descriptor);
        model.getValue()
                .add(new BatonFunction(
                        model.getValue().namespace(), name, input, Set.copyOf(emits), blocking, retry, invoker));
    }

    public void container(BeanContainer container) {
        FunctionConstructor.CONTAINER = container;
    }

    /**
     * Uses a separate registry for each function. Funqy's shared registry identifies functions by method name, and
     * several of our functions may have the same method name.
     */
    private static FunctionInvoker invoker(String name, Class<?> functionClass, String method, String descriptor) {
        FunctionRegistry registry = new FunctionRegistry();
        registry.register(functionClass, method, descriptor, name);
        return registry.matchInvoker(name);
    }
}
