package dev.slipway.local.mailbox;

import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.WebRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Reads a request to `SendEmail`
/// ([API reference](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html)) as SES does: what the
/// real one would refuse is refused here, by the same name.
///
/// Raw mails and templates are refused, since nobody here sends any.
///
/// @param verified the address or the domain that mails may come from
record SendEmail(String verified, Set<String> configurationSets) {

    private static final int MOST_RECIPIENTS = 50;
    private static final int MOST_HEADERS = 15;
    private static final int LONGEST_VALUE = 870;

    /// What SES writes itself.
    private static final Set<String> OWN_HEADERS = Set.of(
            "bcc",
            "cc",
            "content-disposition",
            "content-transfer-encoding",
            "content-type",
            "date",
            "from",
            "message-id",
            "mime-version",
            "reply-to",
            "return-path",
            "sender",
            "subject",
            "to");

    Message read(WebRequest request, Instant now) {
        checkSignature(request);
        var body = Json.object(request.body());
        checkConfigurationSet(Json.text(body, "ConfigurationSetName"));
        var from = Json.text(body, "FromEmailAddress");
        checkSender(from);
        var recipients = recipients(Json.at(body, "Destination"));
        var content = Json.at(body, "Content");
        if (content.size() != 1 || !content.containsKey("Simple")) {
            throw Rejected.badRequest(
                    "Content must be exactly one of Simple, Raw and Template; only Simple is known here");
        }
        var simple = Json.at(content, "Simple");
        var text = data(Json.at(simple, "Body", "Text"));
        var html = data(Json.at(simple, "Body", "Html"));
        if (text.isEmpty() && html.isEmpty()) {
            throw Rejected.badRequest("Missing required field: Content.Simple.Body");
        }
        return new Message(
                id(now), now, from, recipients, subject(Json.at(simple, "Subject")), text, html, headers(simple));
    }

    private static void checkSignature(WebRequest request) {
        var authorization = request.header("authorization").orElse("");
        if (authorization.isEmpty()) {
            throw new Rejected(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        var signed = authorization.matches("AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/[a-z0-9-]+/ses/aws4_request,"
                + " SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}");
        if (!signed || request.header("x-amz-date").isEmpty()) {
            throw new Rejected(403, "IncompleteSignatureException", "The request is not signed by Signature Version 4");
        }
    }

    private void checkConfigurationSet(String name) {
        if (!name.isEmpty() && !configurationSets.contains(name)) {
            throw new Rejected(404, "NotFoundException", "Configuration set <" + name + "> does not exist.");
        }
    }

    private void checkSender(String from) {
        if (from.isEmpty()) {
            throw Rejected.badRequest("Missing required field: FromEmailAddress");
        }
        var sender = Address.of(from);
        if (!sender.value().equals(verified) && !sender.domain().equals(verified)) {
            throw Rejected.message("Email address is not verified. The following identities failed the check in region"
                    + " LOCAL: " + sender.value());
        }
    }

    private static List<String> recipients(Map<String, Object> destination) {
        var all = Stream.of("ToAddresses", "CcAddresses", "BccAddresses")
                .flatMap(name -> Json.texts(destination, name).stream())
                .toList();
        if (all.isEmpty()) {
            throw Rejected.badRequest("Destination has no recipients");
        }
        if (all.size() > MOST_RECIPIENTS) {
            throw Rejected.message("Recipient count exceeds " + MOST_RECIPIENTS + ".");
        }
        List<String> addresses = new ArrayList<>();
        all.forEach(text -> addresses.add(Address.of(text).value()));
        return addresses;
    }

    private static String subject(Map<String, Object> subject) {
        var text = data(subject);
        if (text.isEmpty()) {
            throw Rejected.badRequest("Missing required field: Content.Simple.Subject");
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw Rejected.badRequest("Subject contains control characters");
        }
        return text;
    }

    /// The text of a part, which says what it is encoded in if that isn't ASCII.
    private static String data(Map<String, Object> part) {
        var text = Json.text(part, "Data");
        var charset = Json.text(part, "Charset");
        try {
            var encoder = (charset.isEmpty() ? StandardCharsets.US_ASCII : Charset.forName(charset)).newEncoder();
            if (encoder.canEncode(text)) {
                return text;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw Rejected.badRequest("The text can't be encoded in the Charset that is given for it");
    }

    private static Map<String, String> headers(Map<String, Object> simple) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (simple.get("Headers") instanceof List<?> list) {
            if (list.size() > MOST_HEADERS) {
                throw Rejected.badRequest("There are more than " + MOST_HEADERS + " headers");
            }
            for (var each : list) {
                var header = Json.at(Map.of("it", each), "it");
                var name = Json.text(header, "Name");
                var value = Json.text(header, "Value");
                checkHeader(name, value);
                if (headers.put(name.toLowerCase(Locale.ROOT), value) != null) {
                    throw Rejected.badRequest("Duplicate header '" + name + "'");
                }
            }
        }
        return headers;
    }

    private static void checkHeader(String name, String value) {
        if (!name.matches("[!-9;-~]{1,126}") || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw Rejected.badRequest("Invalid header name");
        }
        if (value.length() > LONGEST_VALUE || !value.matches("[ -~]*")) {
            throw Rejected.badRequest("Invalid header value");
        }
    }

    private static String id(Instant now) {
        return "0102" + Long.toHexString(now.toEpochMilli()) + "-" + UUID.randomUUID() + "-000000";
    }
}
