package io.reactivezmq.sockets.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;

/** The compiled main classes of the library modules, read once. */
final class LibraryClasses {

    static final String CORE = "io.reactivezmq.core..";
    static final String CODEC = "io.reactivezmq.codec..";
    static final String SOCKETS = "io.reactivezmq.sockets..";
    static final String PROXY = "io.reactivezmq.proxy..";

    private static final ImportOption MAIN_ONLY = new ImportOption() {
        // A sibling module is a jar after package and a folder of classes before.
        private final Pattern tests = Pattern.compile(".*(/test-classes/|-tests\\.jar).*");

        @Override
        public boolean includes(Location location) {
            return !location.matches(tests);
        }
    };

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(MAIN_ONLY).importPackages("io.reactivezmq");

    private LibraryClasses() {}

    static JavaClasses all() {
        return CLASSES;
    }
}
