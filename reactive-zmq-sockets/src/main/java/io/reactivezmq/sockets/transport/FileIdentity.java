package io.reactivezmq.sockets.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is at a path, links not followed.
 *
 * @param key tells files apart that exist at the same time; null where the file system has no such thing
 * @param modified tells a file from one that got the key of another that is gone
 * @param kind for people
 */
record FileIdentity(@Nullable Object key, FileTime modified, String kind) {

    private static final String SOCKET = "socket";
    private static final int TYPE_MASK = 0xF000;
    private static final int SOCKET_TYPE = 0xC000;

    /** What is there; fails if nothing is. */
    static FileIdentity of(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new FileIdentity(attributes.fileKey(), attributes.lastModifiedTime(), kind(path, attributes));
    }

    /** What is there, if anything. */
    static @Nullable FileIdentity ofAny(Path path) throws IOException {
        try {
            return of(path);
        } catch (NoSuchFileException nothing) {
            return null;
        }
    }

    private static String kind(Path path, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            return "symbolic link";
        } else if (attributes.isDirectory()) {
            return "directory";
        } else if (attributes.isRegularFile()) {
            return "regular file";
        }
        return isSocket(path) ? SOCKET : "special file";
    }

    private static boolean isSocket(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return true; // Windows, which has no other special files
        }
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & TYPE_MASK) == SOCKET_TYPE;
    }

    boolean isSocket() {
        return kind.equals(SOCKET);
    }

    /** Whether this is the file that had this identity while it has existed without a break. */
    boolean isSameFileAs(@Nullable FileIdentity other) {
        return other != null && Objects.equals(key, other.key) && other.isSocket();
    }
}
