package io.reactivezmq.sockets.frames;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.util.TokenBuffer;

/** MessagePack by way of Jackson's tree: a map's header has its size, which only a tree knows beforehand. */
final class MessagePackFormat implements Format {

    private final ObjectMapper mapper;
    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final int maxDepth;

    private MessagePackFormat(ObjectMapper mapper, JavaType type) {
        this.mapper = mapper;
        this.writer = mapper.writerFor(type);
        this.reader = mapper.readerFor(type);
        this.maxDepth = mapper.tokenStreamFactory().streamReadConstraints().getMaxNestingDepth();
    }

    /** Raises {@link NoClassDefFoundError} at once, and not with the first message, if MessagePack is not there. */
    static MessagePackFormat create(ObjectMapper mapper, JavaType type) {
        MessagePack.newDefaultBufferPacker();
        return new MessagePackFormat(mapper, type);
    }

    @Override
    public byte[] write(Object value) throws IOException {
        try (TokenBuffer tokens = TokenBuffer.forGeneration(); MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            writer.writeValue(tokens, value);
            JsonNode tree = mapper.readTree(tokens.asParser());
            MessagePackTree.write(tree, packer);
            return packer.toByteArray();
        } catch (MessagePackException illegal) {
            throw new IOException(illegal.getMessage(), illegal);
        }
    }

    @Override
    public @Nullable Object read(byte[] bytes) throws IOException {
        JsonNode tree;
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            tree = new MessagePackReader(unpacker, bytes.length, maxDepth).readAll();
        } catch (MessagePackException malformed) {
            throw new IOException("it ends too early or has an illegal byte (" + malformed.getMessage() + ")", malformed);
        }
        return reader.readValue(tree);
    }
}
