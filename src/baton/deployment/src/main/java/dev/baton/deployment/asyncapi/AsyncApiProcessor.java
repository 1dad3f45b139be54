package dev.baton.deployment.asyncapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.deployment.BatonFunctionBuildItem;
import dev.baton.deployment.EventTypeBuildItem;
import dev.baton.deployment.NamespaceBuildItem;
import dev.baton.deployment.UsedRecords;
import dev.baton.deployment.asyncapi.AsyncApiDocument.Function;
import dev.baton.deployment.asyncapi.AsyncApiDocument.Type;
import dev.baton.deployment.schema.SchemaJson;
import dev.baton.runtime.asyncapi.AsyncApiRecorder;
import dev.baton.runtime.asyncapi.AsyncApiResources;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.GeneratedFileSystemResourceBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourcePatternsBuildItem;
import io.quarkus.vertx.http.deployment.NonApplicationRootPathBuildItem;
import io.quarkus.vertx.http.deployment.RouteBuildItem;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.jandex.DotName;

/** Build steps that write the AsyncAPI document of the application, and let it serve the document and the schemas. */
class AsyncApiProcessor {

    static final String FILE = "baton/asyncapi.yaml";

    private static final List<String> ROUTES =
            List.of("asyncapi", "asyncapi.json", "asyncapi.yaml", "asyncapi.yml", "asyncapi/schemas/*", "asyncapi-ui*");

    /** Makes the document of the event types that the application uses. The index may have more. */
    @BuildStep
    AsyncApiBuildItem document(
            ApplicationInfoBuildItem application,
            NamespaceBuildItem namespace,
            CombinedIndexBuildItem index,
            SchemasBuildItem schemas,
            List<EventTypeBuildItem> eventTypes,
            List<BatonFunctionBuildItem> functions) {
        Set<DotName> used = UsedRecords.of(index.getIndex(), eventTypes, functions);
        List<Type> types = eventTypes.stream()
                .filter(type -> used.contains(type.record()))
                .map(type -> new Type(type.type(), type.topic(), schemas.schema(type.type())))
                .toList();
        List<Function> described = functions.stream()
                .map(function -> describe(function, eventTypes))
                .sorted(Comparator.comparing(Function::name))
                .toList();
        ObjectNode document = new AsyncApiDocument(namespace.name(), types, described)
                .make(application.getName(), application.getVersion());
        Fragments.mergeInto(document, Thread.currentThread().getContextClassLoader());
        return new AsyncApiBuildItem(document, types.stream().map(Type::type).toList());
    }

    private static Function describe(BatonFunctionBuildItem function, List<EventTypeBuildItem> types) {
        String topic = types.stream()
                .filter(type -> type.type().equals(function.inputType()))
                .findFirst()
                .orElseThrow()
                .topic();
        return new Function(function.name(), topic, new TreeSet<>(function.emits()));
    }

    @BuildStep
    void files(
            AsyncApiBuildItem document,
            SchemasBuildItem schemas,
            BuildProducer<GeneratedFileSystemResourceBuildItem> files,
            BuildProducer<GeneratedResourceBuildItem> resources,
            BuildProducer<NativeImageResourcePatternsBuildItem> inNativeExecutables) {
        byte[] yaml = bytes(Fragments.yaml(document.document()));
        files.produce(new GeneratedFileSystemResourceBuildItem(FILE, yaml));
        resources.produce(new GeneratedResourceBuildItem(AsyncApiResources.YAML, yaml));
        resources.produce(
                new GeneratedResourceBuildItem(AsyncApiResources.JSON, bytes(SchemaJson.write(document.document()))));
        document.types()
                .forEach(type -> resources.produce(new GeneratedResourceBuildItem(
                        AsyncApiResources.schema(type), bytes(SchemaJson.write(schemas.schema(type))))));
        inNativeExecutables.produce(NativeImageResourcePatternsBuildItem.builder()
                .includeGlob(AsyncApiResources.ALL)
                .build());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** On the management interface, if the application has one. */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void routes(AsyncApiRecorder recorder, NonApplicationRootPathBuildItem root, BuildProducer<RouteBuildItem> routes) {
        var handler = recorder.documents();
        ROUTES.forEach(path -> routes.produce(
                root.routeBuilder().management().route(path).handler(handler).build()));
    }
}
