package dev.slipway.adapters.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// What tells Lambda which parts of a batch have to come again; none says that all was done.
final class BatchFailures {

    private BatchFailures() {}

    /// @param identifiers sequence numbers of a stream, or message ids of a queue
    static void write(List<String> identifiers, OutputStream output) throws IOException {
        try (var generator = Json.FACTORY.createGenerator(output)) {
            generator.writeStartObject();
            generator.writeArrayFieldStart("batchItemFailures");
            for (var identifier : identifiers) {
                generator.writeStartObject();
                generator.writeStringField("itemIdentifier", identifier);
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }
}
