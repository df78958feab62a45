package dev.slipway.adapters.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes every page into a folder, to be looked at in a browser: its one argument.
final class Gallery {

    private Gallery() {}

    static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var assets = Files.createDirectories(folder.resolve("assets"));
        for (var asset : new Asset[] {Assets.STYLESHEET, Assets.ICON}) {
            Files.write(assets.resolve(asset.fileName()), asset.bytes());
        }
        for (var page : Samples.ordinary().pages().entrySet()) {
            Files.writeString(folder.resolve(page.getKey() + ".html"), Pages.render(page.getValue()));
        }
    }
}
