package io.reactivezmq.sockets.frames;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** A mapper's own format. */
final class MapperFormat implements Format {

    private final ObjectWriter writer;
    private final ObjectReader reader;

    MapperFormat(ObjectMapper mapper, JavaType type) {
        this.writer = mapper.writerFor(type);
        this.reader = mapper.readerFor(type);
    }

    @Override
    public byte[] write(Object value) {
        return writer.writeValueAsBytes(value);
    }

    @Override
    public @Nullable Object read(byte[] bytes) {
        return reader.readValue(bytes);
    }
}
