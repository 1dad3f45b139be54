package dev.baton.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.jandex.DotName;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A detector of blocking calls in a function's class. It finds the usual ones, but can't find all of them. */
final class BlockingCalls {

    private static final Set<String> ANY = Set.of();

    /** The blocking methods by owner. An empty set stands for all methods. */
    private static final Map<String, Set<String>> BLOCKING = Map.ofEntries(
            Map.entry("java/lang/Thread", Set.of("sleep", "join")),
            Map.entry("java/util/concurrent/TimeUnit", Set.of("sleep")),
            Map.entry("java/util/concurrent/Future", Set.of("get")),
            Map.entry("java/util/concurrent/CompletableFuture", Set.of("get", "join")),
            Map.entry("java/util/concurrent/CountDownLatch", Set.of("await")),
            Map.entry("java/net/http/HttpClient", Set.of("send")),
            Map.entry("java/net/HttpURLConnection", ANY),
            Map.entry("java/sql/Connection", ANY),
            Map.entry("javax/sql/DataSource", ANY),
            Map.entry("jakarta/persistence/EntityManager", ANY),
            Map.entry("io/smallrye/mutiny/groups/UniAwait", ANY),
            Map.entry("io/smallrye/mutiny/groups/UniAwaitOptional", ANY),
            Map.entry("io/quarkus/mailer/Mailer", ANY));

    private final ClassLoader classes;

    BlockingCalls(ClassLoader classes) {
        this.classes = classes;
    }

    /** Returns the first blocking call in the class as {@code Class.method}, or empty. */
    Optional<String> in(DotName type) {
        String[] found = new String[1];
        try (InputStream bytes = classes.getResourceAsStream(type.toString('/') + ".class")) {
            if (bytes != null) {
                new ClassReader(bytes).accept(visitor(found), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            }
        } catch (IOException e) {
            throw new IllegalStateException("can't read the class file of " + type, e);
        }
        return Optional.ofNullable(found[0]);
    }

    private static ClassVisitor visitor(String[] found) {
        return new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitMethodInsn(
                            int opcode, String owner, String method, String descriptor, boolean isInterface) {
                        Set<String> methods = BLOCKING.get(owner);
                        if (found[0] == null && methods != null && (methods == ANY || methods.contains(method))) {
                            found[0] = owner.replace('/', '.') + "." + method;
                        }
                    }
                };
            }
        };
    }
}
