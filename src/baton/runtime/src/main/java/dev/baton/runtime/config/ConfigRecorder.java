package dev.baton.runtime.config;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SysPropConfigSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Checks the configuration of Baton before anything starts. */
@Recorder
public class ConfigRecorder {

    private static final Logger LOG = Logger.getLogger("dev.baton.config");

    private final RuntimeValue<BatonConfig> config;

    public ConfigRecorder(RuntimeValue<BatonConfig> config) {
        this.config = config;
    }

    /**
     * Checks names and values of all settings.
     *
     * @param known the names of all settings, see {@link SettingNames}
     * @param functions the names of the functions of this process
     * @throws ConfigurationException when a setting does not exist, or its value is outside its range; the message
     *     names all such settings
     */
    public void check(List<String> known, Set<String> functions) {
        SmallRyeConfig source = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        SettingNames names = new SettingNames(known);
        List<String> problems = new ArrayList<>();
        for (ConfigValue unknown : names.unknown(source)) {
            if (isOfTheBuild(unknown)) {
                LOG.warn(names.problem(unknown));
            } else {
                problems.add(names.problem(unknown));
            }
        }
        problems.addAll(ConfigCheck.problems(config.getValue(), source));
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The configuration of Baton is invalid:\n" + String.join("\n", problems));
        }
        names.unknownVariables(new TreeSet<>(System.getenv().keySet())).forEach(LOG::warn);
        warnOfOtherFunctions(functions);
    }

    /** Whether it may be a property of the build: Maven passes those of its command line to the JVM of the tests. */
    private static boolean isOfTheBuild(ConfigValue setting) {
        return LaunchMode.current() == LaunchMode.TEST
                && setting.getConfigSourceName().equals(SysPropConfigSource.NAME);
    }

    private void warnOfOtherFunctions(Set<String> functions) {
        Set<String> others = new TreeSet<>(config.getValue().functions().keySet());
        others.removeAll(functions);
        for (String other : others) {
            LOG.warnf(
                    "Settings have no effect because this process does not have the function: function=%s functions=%s",
                    other, new TreeSet<>(functions));
        }
    }
}
