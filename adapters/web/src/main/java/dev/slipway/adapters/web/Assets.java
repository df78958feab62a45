package dev.slipway.adapters.web;

import java.util.List;
import java.util.Optional;

/// What pages load besides themselves: a stylesheet and an icon, at `/assets/{file}`.
public final class Assets {

    public static final Asset STYLESHEET = Asset.read("slipway", "css", "text/css; charset=utf-8");

    public static final Asset ICON = Asset.read("icon", "svg", "image/svg+xml");

    private static final List<Asset> ALL = List.of(STYLESHEET, ICON);

    private Assets() {}

    /// The asset of this file name, `slipway-0123456789abcdef.css`.
    ///
    /// While a deployment goes on, one function shows pages that another one's assets don't fit yet: a name with
    /// another hash is answered too, but then nobody may keep the answer.
    public static Optional<Found> find(String fileName) {
        return ALL.stream()
                .filter(asset -> asset.answersTo(fileName))
                .map(asset -> new Found(
                        asset.contentType(),
                        asset.bytes(),
                        asset.fileName().equals(fileName) ? "public, max-age=31536000, immutable" : "no-cache"))
                .findFirst();
    }

    /// @param bytes not copied: leave them as they are
    /// @param cacheControl the header of that name
    @SuppressWarnings("ArrayRecordComponent") // It goes from here straight into an answer.
    public record Found(String contentType, byte[] bytes, String cacheControl) {}
}
