package dev.slipway.adapters.s3;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The objects that were read or written last, up to a bound in bytes.
///
/// Only for objects that never change once written, so nothing in it can be out of date; whether the caller may see
/// one was decided before anybody asks for it. A function environment serves the same few documents again and again,
/// and a read from S3 takes longer than all the rest of the request.
final class Recent {

    private final long mostBytes;
    private final Map<String, byte[]> objects = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    Recent(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized Optional<byte[]> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    synchronized void keep(String key, byte[] object) {
        if (object.length > mostBytes / 4) {
            return;
        }
        forget(key);
        objects.put(key, object);
        bytes += object.length;
        for (Iterator<byte[]> oldest = objects.values().iterator(); bytes > mostBytes; ) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }

    synchronized void forget(String key) {
        var was = objects.remove(key);
        bytes -= was == null ? 0 : was.length;
    }
}
