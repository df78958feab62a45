package dev.slipway.local.registry;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A line of an audit log, as it is stored.
///
/// @param log whose, such as `org:acme`
/// @param actor a person's `handle`, or a machine's `name`
record AuditLine(
        String log,
        String id,
        String at,
        String action,
        String target,
        Map<String, String> details,
        String actor,
        String address,
        String client,
        String requestId) {

    static AuditLine read(Map<String, AttributeValue> item) {
        var actor = texts(item, "actor");
        return new AuditLine(
                log(item.get("pk").s().split("#", -1)),
                item.get("sk").s(),
                item.get("at").s(),
                item.get("action").s(),
                item.get("target").s(),
                texts(item, "details"),
                actor.getOrDefault("handle", actor.getOrDefault("name", "")),
                item.get("address").s(),
                item.get("client").s(),
                item.get("requestId").s());
    }

    /// Installs stand in partitions of their own, and are in the log of their organization all the same.
    private static String log(String[] key) {
        return key[0].equals("INSTALLS") ? "org:" + key[1] : key[1];
    }

    private static Map<String, String> texts(Map<String, AttributeValue> item, String name) {
        var texts = new HashMap<String, String>();
        item.get(name).m().forEach((key, value) -> texts.put(key, value.s()));
        return texts;
    }
}
