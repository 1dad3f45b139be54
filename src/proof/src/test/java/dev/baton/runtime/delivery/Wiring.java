package dev.baton.runtime.delivery;

import dev.baton.runtime.telemetry.TraceContexts;
import dev.baton.runtime.telemetry.Tracing;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Creates beans of the runtime by their constructors, as CDI would, with some of them given. */
public final class Wiring {

    private final Map<Class<?>, Object> beans = new HashMap<>();

    /** Nothing is traced. */
    public Wiring() {
        with(Tracing.class, Tracing.off());
        with(TraceContexts.class, TraceContexts.OFF);
        with(Config.class, ConfigProvider.getConfig());
    }

    public <T> Wiring with(Class<T> type, T bean) {
        beans.put(type, bean);
        return this;
    }

    public <T> T get(Class<T> type) {
        Object bean = beans.get(type);
        if (bean == null) {
            bean = create(type);
            beans.put(type, bean);
        }
        return type.cast(bean);
    }

    private Object create(Class<?> type) {
        Constructor<?> constructor = Stream.of(type.getDeclaredConstructors())
                .filter(each -> type.getDeclaredConstructors().length == 1 || each.isAnnotationPresent(Inject.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No constructor for a bean: " + type));
        constructor.setAccessible(true);
        Object[] arguments =
                Stream.of(constructor.getParameterTypes()).map(this::get).toArray();
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Can't create " + type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Can't create " + type, e);
        }
    }

    /** Gives the only list of beans that a constructor here takes. */
    public Wiring withAll(List<?> all) {
        beans.put(List.class, all);
        return this;
    }
}
