package dev.baton.deployment.devservices;

import dev.baton.deployment.DatasourceBuildItem;
import dev.baton.deployment.NamespaceBuildItem;
import dev.baton.embedded.Chatter;
import dev.baton.embedded.Placement;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.builditem.DevServicesRegistryBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.HotDeploymentWatchedFileBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.LogCategoryBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.Startable;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.devservices.crossclassloader.runtime.RunningService;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Build steps that start a broker and a database if none is configured. Live reloads keep them running. */
@BuildSteps(
        onlyIf = {
            IsDevServicesSupportedByLaunchMode.class,
            DevServicesConfig.Enabled.class,
            DevServicesBuildTimeConfig.Enabled.class
        })
class DevServicesProcessor {

    private static final Logger LOG = Logger.getLogger("dev.baton.devservices");
    private static final String FEATURE = "baton";
    private static final String BROKER = "broker";
    private static final String DATABASE = "database";
    private static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
    private static final String REACTIVE_URL = "reactive.url";
    private static final String JDBC_URL = "jdbc.url";

    /**
     * The loggers of Docker detection. Quarkus looks for Docker before it lists Dev Services, and an error is logged if
     * Docker is missing, although Baton's services do not need it.
     */
    private static final List<java.util.logging.Logger> DOCKER_DETECTION = Stream.of(
                    "org.testcontainers.dockerclient", "org.testcontainers.DockerClientFactory")
            .map(java.util.logging.Logger::getLogger)
            .toList();

    @BuildStep
    @Nullable
    DevServicesResultBuildItem broker(DevServicesBuildTimeConfig config, LaunchModeBuildItem launchMode) {
        if (!config.broker().enabled() || ConfigUtils.isPropertyNonEmpty(BOOTSTRAP_SERVERS)) {
            return null;
        }
        DOCKER_DETECTION.forEach(logger -> logger.setLevel(Level.OFF));
        Placement placement = placement(config, config.broker(), BROKER, launchMode.getLaunchMode());
        return DevServicesResultBuildItem.owned()
                .feature(FEATURE)
                .serviceName(BROKER)
                .description("Kafka broker, embedded")
                .serviceConfig(placement.toString())
                .startable(() -> new BrokerService(placement))
                .configProvider(Map.of(BOOTSTRAP_SERVERS, BrokerService::getConnectionInfo))
                .postStartHook(service -> LOG.infof(
                        "Embedded Kafka broker started: " + BOOTSTRAP_SERVERS + "=%s data=%s",
                        service.getConnectionInfo(),
                        data(placement)))
                .build();
    }

    @BuildStep
    @Nullable
    DevServicesResultBuildItem database(
            DevServicesBuildTimeConfig config,
            LaunchModeBuildItem launchMode,
            Capabilities capabilities,
            NamespaceBuildItem namespace,
            DatasourceBuildItem datasource) {
        if (!databaseWanted(config, datasource)) {
            return null;
        }
        Placement placement = placement(config, config.database(), DATABASE, launchMode.getLaunchMode());
        Login login = Login.configured(datasource);
        return DevServicesResultBuildItem.owned()
                .feature(FEATURE)
                .serviceName(DATABASE)
                .description("PostgreSQL, embedded")
                .serviceConfig(databaseIdentity(placement, login))
                .startable(() -> new DatabaseService(placement, login, namespace.name()))
                .configProvider(databaseConfig(datasource, capabilities.isPresent(Capability.AGROAL)))
                .postStartHook(service -> LOG.infof(
                        "Embedded PostgreSQL started: " + datasource.key(REACTIVE_URL) + "=%s "
                                + datasource.key(Login.USERNAME) + "=%s data=%s",
                        service.getConnectionInfo(),
                        login.user(),
                        data(placement)))
                .build();
    }

    /** Applies new SQL to the running database, which a live reload keeps. */
    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    void migrateRunningDatabase(
            DevServicesBuildTimeConfig config,
            LaunchModeBuildItem launchMode,
            NamespaceBuildItem namespace,
            DatasourceBuildItem datasource,
            DevServicesRegistryBuildItem registry,
            BuildProducer<HotDeploymentWatchedFileBuildItem> watched) {
        if (!databaseWanted(config, datasource)) {
            return;
        }
        watched.produce(HotDeploymentWatchedFileBuildItem.builder()
                .setLocationPredicate(path -> path.startsWith("db/") && path.endsWith(".sql"))
                .setRestartNeeded(true)
                .build());
        Placement placement = placement(config, config.database(), DATABASE, launchMode.getLaunchMode());
        Login login = Login.configured(datasource);
        RunningService running = registry.getRunningServices(FEATURE, DATABASE, databaseIdentity(placement, login));
        if (running != null) {
            Schema.configured(login, namespace.name())
                    .migrate("jdbc:" + running.configs().get(datasource.key(REACTIVE_URL)));
        }
    }

    @BuildStep
    List<LogCategoryBuildItem> quiet() {
        return Chatter.CATEGORIES.stream()
                .map(category -> new LogCategoryBuildItem(category, Level.WARNING))
                .toList();
    }

    private static boolean databaseWanted(DevServicesBuildTimeConfig config, DatasourceBuildItem datasource) {
        return config.database().enabled()
                && !ConfigUtils.isPropertyNonEmpty(datasource.key(REACTIVE_URL))
                && !ConfigUtils.isPropertyNonEmpty(datasource.key(JDBC_URL));
    }

    private static Map<String, Function<DatabaseService, String>> databaseConfig(
            DatasourceBuildItem datasource, boolean jdbc) {
        Map<String, Function<DatabaseService, String>> config = new HashMap<>();
        config.put(datasource.key(REACTIVE_URL), Startable::getConnectionInfo);
        config.put(datasource.key(Login.USERNAME), service -> service.login().user());
        config.put(datasource.key(Login.PASSWORD), service -> service.login().password());
        if (jdbc) {
            config.put(datasource.key(JDBC_URL), DatabaseService::jdbcUrl);
        }
        return config;
    }

    private static String databaseIdentity(Placement placement, Login login) {
        return placement + " " + login;
    }

    /**
     * Returns a placement with the configured port and directory in dev mode only. Tests can run at the same time as
     * dev mode, and must not find the data of an earlier run.
     */
    private static Placement placement(
            DevServicesBuildTimeConfig config,
            DevServicesBuildTimeConfig.Service service,
            String folder,
            LaunchMode launchMode) {
        if (launchMode != LaunchMode.DEVELOPMENT) {
            return Placement.temporary();
        }
        Placement placement = Placement.temporary().onPort(service.port());
        return config.directory()
                .map(directory -> placement.keptIn(directory.toAbsolutePath().resolve(folder)))
                .orElse(placement);
    }

    private static String data(Placement placement) {
        return placement
                .directory()
                .map(directory -> "kept in " + directory)
                .orElse("deleted at the end; set baton.devservices.directory to keep it");
    }
}
