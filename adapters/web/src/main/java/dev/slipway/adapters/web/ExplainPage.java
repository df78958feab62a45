package dev.slipway.adapters.web;

import dev.slipway.access.Permission;
import java.util.List;
import java.util.Optional;

/// `GET /console/organizations/{org}/explain`: why somebody may do something, or not.
///
/// Form: `POST /console/organizations/{org}/explain` (`subject`, `permission`, `package`, `address`), which changes
/// nothing.
///
/// @param others whether the viewer may ask about anybody
/// @param permission the one that is chosen
public record ExplainPage(
        Chrome frame,
        OrganizationHead organization,
        boolean others,
        Field subject,
        Permission permission,
        Field pkg,
        Field address,
        Optional<Answer> answer)
        implements Page {

    /// @param facts what it was judged by
    public record Answer(boolean allowed, String sentence, List<String> grounds, List<String> facts) {

        public Answer {
            grounds = List.copyOf(grounds);
            facts = List.copyOf(facts);
        }
    }
}
