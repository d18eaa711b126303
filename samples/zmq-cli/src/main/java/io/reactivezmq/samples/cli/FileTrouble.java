package io.reactivezmq.samples.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be used; Java's exceptions say no more than its name. */
final class FileTrouble {

    private FileTrouble() {
    }

    static String of(IOException trouble) {
        if (trouble instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (trouble instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (trouble instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return String.valueOf(trouble.getMessage());
    }
}
