package dev.baton.deployment;

import dev.baton.EventCatalog;
import dev.baton.EventPublisher;
import dev.baton.EventRequester;
import dev.baton.EventTraces;
import dev.baton.KafkaChannels;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.catalog.BatonRecorder;
import dev.baton.runtime.http.HttpRecorder;
import io.quarkus.arc.deployment.BeanArchivePredicateBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.ShutdownListenerBuildItem;
import io.quarkus.deployment.execannotations.ExecutionModelAnnotationsAllowedBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Build steps that find event types and functions, fail on wrong use, and pass the findings to the application. */
class BatonProcessor {

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("baton");
    }

    /** Treats a module as a bean archive even if its only beans are functions, which need no scope. */
    @BuildStep
    BeanArchivePredicateBuildItem functionsAreBeans() {
        return new BeanArchivePredicateBuildItem(
                archive -> !archive.getIndex().getAnnotations(Names.FUNQ).isEmpty());
    }

    @BuildStep
    ExecutionModelAnnotationsAllowedBuildItem functionsMayBlock() {
        return new ExecutionModelAnnotationsAllowedBuildItem(method -> method.hasDeclaredAnnotation(Names.FUNQ));
    }

    @BuildStep
    UnremovableBeanBuildItem api() {
        return UnremovableBeanBuildItem.beanTypes(
                EventPublisher.class, EventRequester.class, EventCatalog.class, EventTraces.class, KafkaChannels.class);
    }

    @BuildStep
    void scan(
            CombinedIndexBuildItem index,
            BuildProducer<EventTypeBuildItem> eventTypes,
            BuildProducer<BatonFunctionBuildItem> functions) {
        List<String> problems = new ArrayList<>();
        List<EventRecord> records = new EventTypeScanner(index.getIndex(), problems).scan();
        List<EventTypeBuildItem> types = new VersionScanner(index.getIndex(), records, problems).scan();
        BlockingCalls blockingCalls = new BlockingCalls(Thread.currentThread().getContextClassLoader());
        functions.produce(new FunctionScanner(index.getIndex(), types, blockingCalls, problems).scan());
        eventTypes.produce(types);
        if (!problems.isEmpty()) {
            throw new WrongUseException(problems);
        }
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem model(
            BatonRecorder recorder,
            RecorderContext classes,
            NamespaceBuildItem namespace,
            List<EventTypeBuildItem> eventTypes,
            List<BatonFunctionBuildItem> functions) {
        RuntimeValue<BatonModel> model = recorder.model(namespace.name());
        for (EventTypeBuildItem type : eventTypes) {
            recorder.eventType(
                    model,
                    type.type(),
                    type.topic(),
                    classes.classProxy(type.record().toString()),
                    type.keyComponent());
        }
        for (EventTypeBuildItem type : eventTypes) {
            type.upcaster().ifPresent(step -> recorder.upcaster(model, step.from(), type.type(), step.method()));
        }
        for (BatonFunctionBuildItem function : functions) {
            recorder.function(
                    model,
                    function.name(),
                    classes.classProxy(function.method().declaringClass().name().toString()),
                    function.method().name(),
                    function.method().descriptor(),
                    function.inputType(),
                    function.emits(),
                    function.blocking(),
                    function.retry());
        }
        return SyntheticBeanBuildItem.configure(BatonModel.class)
                .scope(Singleton.class)
                .runtimeValue(model)
                .unremovable()
                .done();
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void functionsAreMadeByTheContainer(BatonRecorder recorder, BeanContainerBuildItem container) {
        recorder.container(container.getValue());
    }

    /** Lets requests in flight finish before anything stops. */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    ShutdownListenerBuildItem drain(HttpRecorder recorder) {
        return new ShutdownListenerBuildItem(recorder.drain());
    }
}
