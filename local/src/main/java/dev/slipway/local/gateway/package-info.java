/// The cloud's front door on a laptop: an API Gateway HTTP API and the Lambda service behind it, driven by
/// `template.yaml`.
///
/// [Template] reads what would be deployed, [Routes] chooses as API Gateway chooses, [Gateway] speaks HTTP, and
/// [Functions] runs the handlers under Lambda's rules. What a client could notice is meant to be the same as on AWS;
/// where that is known from a capture of the real thing, the comment beside it says so.
@NullMarked
package dev.slipway.local.gateway;

import org.jspecify.annotations.NullMarked;
