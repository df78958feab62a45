package dev.slipway.local.registry;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;

/// Somebody who stands between an adapter and the SDK, sees each request, and decides what becomes of it.
@FunctionalInterface
public interface Between {

    /// @param operation as the SDK's method is or would be called, such as `transactWriteItems` or `putObject`
    /// @param request the SDK's to DynamoDB, and as it is on the wire to S3
    /// @param onward sends the request, or another one in its place
    Object pass(String operation, Object request, Onward onward) throws Throwable;

    interface Onward {
        Object send(Object request) throws Throwable;
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

    /// The connections to S3 with this one in front of them.
    default SdkHttpClient before(SdkHttpClient connections) {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() throws IOException {
                        try {
                            return (HttpExecuteResponse) pass(
                                    operation(request.httpRequest().method()),
                                    request,
                                    other -> connections
                                            .prepareRequest((HttpExecuteRequest) other)
                                            .call());
                        } catch (IOException | RuntimeException | Error e) {
                            throw e;
                        } catch (Throwable e) {
                            throw new IllegalStateException(e);
                        }
                    }

                    @Override
                    public void abort() {}
                };
            }

            @Override
            public void close() {
                connections.close();
            }
        };
    }

    private static String operation(SdkHttpMethod method) {
        return switch (method) {
            case GET -> "getObject";
            case PUT -> "putObject";
            case POST -> "deleteObjects";
            default -> throw new AssertionError("the adapter has no such request: " + method);
        };
    }

    /// A form of an operation that the interface itself leads back to the one with a request.
    private static boolean isConvenience(Method method) {
        return Arrays.asList(method.getParameterTypes()).contains(Consumer.class)
                || method.getName().endsWith("Paginator");
    }

    private static Object invoke(Object client, Method method, Object[] arguments, Object request) throws Throwable {
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
