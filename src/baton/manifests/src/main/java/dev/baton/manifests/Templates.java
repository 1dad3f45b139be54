package dev.baton.manifests;

import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The templates under {@code manifests/} of this module. Rendering fails if a template uses a value that is not given.
 */
final class Templates {

    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addLocator(name -> Optional.of(new Source(name)))
            .build();

    String render(String template, Map<String, Object> data) {
        return engine.getTemplate(template).render(data);
    }

    /** A template on the class path. */
    private record Source(String name) implements TemplateLocation {

        @Override
        public Reader read() {
            try (InputStream in = Templates.class.getResourceAsStream("/manifests/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("there is no template " + name);
                }
                return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.empty();
        }
    }
}
