package dev.slipway.local.ledger;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Notes every request that goes to S3, also one that is tried again. A link is made without asking S3 and isn't one.
final class S3Meter implements ExecutionInterceptor {

    private final List<Kind> requests = new ArrayList<>();

    /// The kinds of requests, as the price list tells them apart.
    enum Kind {
        PUT,
        GET,
        DELETE,
        LIST
    }

    /// The requests since this was last asked.
    List<Kind> take() {
        var taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        requests.add(kind(context.request()));
    }

    private static Kind kind(SdkRequest request) {
        return switch (request) {
            case PutObjectRequest _ -> Kind.PUT;
            case GetObjectRequest _ -> Kind.GET;
            case DeleteObjectsRequest _ -> Kind.DELETE;
            case ListObjectsV2Request _ -> Kind.LIST;
            default -> throw new AssertionError("nobody has said yet what this costs: " + request);
        };
    }
}
