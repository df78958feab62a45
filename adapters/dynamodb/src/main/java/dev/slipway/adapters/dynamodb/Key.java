package dev.slipway.adapters.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The primary key of an item. Made by [Keys] alone.
record Key(String partition, String sort) {

    Map<String, AttributeValue> attributes() {
        return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
    }

    static Key of(Map<String, AttributeValue> item) {
        return new Key(Attributes.text(item, "pk"), Attributes.text(item, "sk"));
    }
}
