package dev.slipway.local.registry;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkRequest;

/// Somebody who stands between an adapter and the SDK's client, sees each request, and decides what becomes of it.
@FunctionalInterface
interface Between {

    /// @param operation as the SDK's method is called, such as `transactWriteItems`
    /// @param onward sends the request, or another one in its place
    Object pass(String operation, SdkRequest request, Onward onward) throws Throwable;

    interface Onward {
        Object send(SdkRequest request) throws Throwable;
    }

    /// Lets everything through.
    Between NOBODY = (_, request, onward) -> onward.send(request);

    /// The client with this one in front of it.
    default <C> C before(Class<C> type, C client) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (isConvenience(method)) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    return arguments != null && arguments[0] instanceof SdkRequest request
                            ? pass(method.getName(), request, other -> invoke(client, method, arguments, other))
                            : invoke(client, method, arguments);
                }));
    }

    /// A form of an operation that the interface itself leads back to the one with a request.
    private static boolean isConvenience(Method method) {
        return Arrays.asList(method.getParameterTypes()).contains(Consumer.class)
                || method.getName().endsWith("Paginator")
                || method.getName().equals("getObjectAsBytes");
    }

    private static Object invoke(Object client, Method method, Object[] arguments, SdkRequest request)
            throws Throwable {
        var others = arguments.clone();
        others[0] = request;
        return invoke(client, method, others);
    }

    private static Object invoke(Object client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
