package dev.baton.deployment;

import java.util.List;

/** The classes and the library that the Kafka client's codecs load by name, which the native build does not detect. */
final class Compression {

    /** The implementations in Java. The factories use them where the JNI implementations are missing. */
    static final String[] LZ4_IN_JAVA = {
        "net.jpountz.lz4.LZ4JavaSafeCompressor",
        "net.jpountz.lz4.LZ4HCJavaSafeCompressor",
        "net.jpountz.lz4.LZ4JavaSafeFastDecompressor",
        "net.jpountz.lz4.LZ4JavaSafeSafeDecompressor",
        "net.jpountz.lz4.LZ4JavaUnsafeCompressor",
        "net.jpountz.lz4.LZ4HCJavaUnsafeCompressor",
        "net.jpountz.lz4.LZ4JavaUnsafeFastDecompressor",
        "net.jpountz.lz4.LZ4JavaUnsafeSafeDecompressor",
        "net.jpountz.xxhash.XXHash32JavaSafe",
        "net.jpountz.xxhash.XXHash64JavaSafe",
        "net.jpountz.xxhash.StreamingXXHash32JavaSafe$Factory",
        "net.jpountz.xxhash.StreamingXXHash64JavaSafe$Factory",
        "net.jpountz.xxhash.XXHash32JavaUnsafe",
        "net.jpountz.xxhash.XXHash64JavaUnsafe",
        "net.jpountz.xxhash.StreamingXXHash32JavaUnsafe$Factory",
        "net.jpountz.xxhash.StreamingXXHash64JavaUnsafe$Factory"
    };

    /** The classes whose fields and constructors are used by the native library of zstd-jni. */
    static final String[] ZSTD_FROM_C = {
        "com.github.luben.zstd.Zstd",
        "com.github.luben.zstd.ZstdCompressCtx",
        "com.github.luben.zstd.ZstdDecompressCtx",
        "com.github.luben.zstd.ZstdDictCompress",
        "com.github.luben.zstd.ZstdDictDecompress",
        "com.github.luben.zstd.ZstdFrameProgression",
        "java.lang.OutOfMemoryError",
        "com.github.luben.zstd.ZstdInputStreamNoFinalizer",
        "com.github.luben.zstd.ZstdOutputStreamNoFinalizer",
        "com.github.luben.zstd.ZstdBufferDecompressingStreamNoFinalizer",
        "com.github.luben.zstd.ZstdDirectBufferCompressingStreamNoFinalizer",
        "com.github.luben.zstd.ZstdDirectBufferDecompressingStreamNoFinalizer"
    };

    /** The classes that the native library of snappy-java uses, and the one whose methods it implements. */
    static final String[] SNAPPY_FROM_C = {
        "org.xerial.snappy.SnappyNative", "org.xerial.snappy.SnappyError", "java.lang.OutOfMemoryError"
    };

    static final List<String> PACKAGES = List.of("net.jpountz", "com.github.luben.zstd", "org.xerial.snappy");

    /** Classes that keep the implementations that {@code net.jpountz} found when the classes were initialised. */
    static final List<String> KAFKA_CLASSES = List.of("org.apache.kafka.common.compress.Lz4BlockInputStream");

    private Compression() {}

    /** Returns a glob for the resource that zstd-jni loads as its library, in any version. */
    static String zstdLibrary(String architecture) {
        return "linux/" + architecture + "/libzstd-jni-*.so";
    }

    /** Returns a glob for the resource that snappy-java loads as its library. */
    static String snappyLibrary(String architecture) {
        return "org/xerial/snappy/native/Linux/" + (architecture.equals("amd64") ? "x86_64" : architecture)
                + "/libsnappyjava.so";
    }
}
