package dev.baton.deployment;

import dev.baton.runtime.schedule.ScheduleRecorder;
import dev.baton.runtime.schedule.Schedules;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Build steps that find schedules, fail on wrong use, and pass the schedules to the application. */
class ScheduleProcessor {

    @BuildStep
    void scan(
            CombinedIndexBuildItem index,
            List<BatonFunctionBuildItem> functions,
            BuildProducer<ScheduleBuildItem> schedules) {
        List<String> problems = new ArrayList<>();
        schedules.produce(new ScheduleScanner(index.getIndex(), functions, problems).scan());
        if (!problems.isEmpty()) {
            throw new WrongUseException(problems);
        }
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem schedules(
            ScheduleRecorder recorder,
            RecorderContext classes,
            NamespaceBuildItem namespace,
            List<ScheduleBuildItem> found) {
        RuntimeValue<Schedules> schedules = recorder.schedules();
        for (ScheduleBuildItem schedule : found) {
            recorder.schedule(
                    schedules,
                    namespace.name(),
                    schedule.function(),
                    schedule.cron(),
                    schedule.zone(),
                    classes.classProxy(schedule.record().toString()));
        }
        return SyntheticBeanBuildItem.configure(Schedules.class)
                .scope(Singleton.class)
                .runtimeValue(schedules)
                .unremovable()
                .done();
    }
}
