/// The whole registry in one process on a laptop: the functions of `template.yaml` behind a gateway, DynamoDB Local
/// and S3Proxy in place of the cloud, and an organization to begin with. Never deployed.
///
/// [LocalRegistry] is the way in for programs, `./slipway start` (by [Main]) the one for people.
@NullMarked
package dev.slipway.local;

import org.jspecify.annotations.NullMarked;
