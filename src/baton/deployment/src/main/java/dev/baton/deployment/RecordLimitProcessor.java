package dev.baton.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A build step that lets Kafka's client unpack a record through {@code RecordLimit}. The client has no setting and no
 * hook for it, and allocates as much memory as a record asks for. The change applies to the packaged application, on
 * the JVM and natively, but not in dev and test mode, where Quarkus loads libraries unchanged.
 */
class RecordLimitProcessor {

    static final String RECORD = "org.apache.kafka.common.record.DefaultRecord";

    private static final String LIMIT = "dev/baton/runtime/channel/kafka/RecordLimit";
    private static final String READ = "readFrom";
    private static final String FROM_STREAM = descriptor("java/io/InputStream");
    private static final String FROM_BUFFER = descriptor("java/nio/ByteBuffer");

    @BuildStep
    BytecodeTransformerBuildItem boundRecords() {
        return new BytecodeTransformerBuildItem.Builder()
                .setClassToTransform(RECORD)
                .setVisitorFunction((name, writer) -> new Reading(writer))
                .setCacheable(true)
                .build();
    }

    private static String descriptor(String source) {
        return "(L" + source + ";JJILjava/lang/Long;)L" + RECORD.replace('.', '/') + ";";
    }

    /** Replaces the method that reads a record of a compressed batch from a stream. */
    static final class Reading extends ClassVisitor {

        Reading(ClassVisitor writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!name.equals(READ) || !descriptor.equals(FROM_STREAM)) {
                return method;
            }
            write(method);
            return null; // the original code is left out
        }

        /** Writes {@code return readFrom(RecordLimit.read(input, baseOffset), baseOffset, ...)}. */
        private static void write(MethodVisitor method) {
            method.visitCode();
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitVarInsn(Opcodes.LLOAD, 1);
            method.visitMethodInsn(
                    Opcodes.INVOKESTATIC, LIMIT, "read", "(Ljava/io/InputStream;J)Ljava/nio/ByteBuffer;", false);
            method.visitVarInsn(Opcodes.LLOAD, 1);
            method.visitVarInsn(Opcodes.LLOAD, 3);
            method.visitVarInsn(Opcodes.ILOAD, 5);
            method.visitVarInsn(Opcodes.ALOAD, 6);
            method.visitMethodInsn(Opcodes.INVOKESTATIC, RECORD.replace('.', '/'), READ, FROM_BUFFER, false);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(7, 7);
            method.visitEnd();
        }
    }
}
