package dev.slipway.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/// The CPU time of another process, finished threads included. `/proc` tells it in hundredths of a second, too coarse
/// for a start that takes eight of them, so the process' own clock is read.
public final class CpuTime {
    private static final MethodHandle CLOCK_GETTIME = clockGetTime();

    private CpuTime() {}

    public static Duration of(long pid) {
        // As clock_getcpuclockid(3) builds it: the complement of the process id, and 2 for the scheduler's clock.
        var clock = (int) (~pid << 3 | 2);
        try (var arena = Arena.ofConfined()) {
            var time = arena.allocate(JAVA_LONG, 2);
            if ((int) CLOCK_GETTIME.invokeExact(clock, time) != 0) {
                throw new IllegalStateException("no CPU clock of process " + pid);
            }
            return Duration.ofSeconds(time.getAtIndex(JAVA_LONG, 0), time.getAtIndex(JAVA_LONG, 1));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted") // The scripts say --enable-native-access.
    private static MethodHandle clockGetTime() {
        var linker = Linker.nativeLinker();
        var function = linker.defaultLookup().find("clock_gettime").orElseThrow();
        return linker.downcallHandle(function, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    }
}
