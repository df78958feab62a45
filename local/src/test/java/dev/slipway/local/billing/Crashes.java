package dev.slipway.local.billing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Stands before a port and lets one call to it be the last that its caller makes.
final class Crashes {

    private final AtomicReference<Optional<Plan>> plan = new AtomicReference<>(Optional.empty());

    /// Whoever made the call is no more.
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;

        Crash(String where) {
            super(where);
        }
    }

    enum Moment {
        BEFORE,
        AFTER
    }

    private final AtomicReference<Optional<Interjection>> interjection = new AtomicReference<>(Optional.empty());

    private record Interjection(String method, Runnable what) {}

    private record Plan(String method, Moment moment) {}

    /// The next call of this name is the last.
    void at(String method, Moment moment) {
        plan.set(Optional.of(new Plan(method, moment)));
    }

    /// Something happens just before the next call of this name.
    void meanwhile(String method, Runnable what) {
        interjection.set(Optional.of(new Interjection(method, what)));
    }

    /// Nobody crashes any more.
    ///
    /// @return whether somebody would have
    boolean disarm() {
        return plan.getAndSet(Optional.empty()).isPresent();
    }

    <P> P before(Class<P> port, P real) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, given) -> {
            var due = take(method.getName());
            var other = interjection.get().filter(one -> one.method().equals(method.getName()));
            if (other.isPresent()) {
                interjection.set(Optional.empty());
                other.get().what().run();
            }
            if (due.isPresent() && due.get().moment() == Moment.BEFORE) {
                throw new Crash("before " + method.getName());
            }
            try {
                var answer = method.invoke(real, given);
                if (due.isPresent()) {
                    throw new Crash("after " + method.getName());
                }
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private Optional<Plan> take(String method) {
        var taken =
                plan.getAndUpdate(one -> one.filter(planned -> !planned.method().equals(method)));
        return taken.filter(one -> one.method().equals(method));
    }
}
