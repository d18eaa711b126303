package io.reactivezmq.sockets.frames;

import io.reactivezmq.core.error.ZmqDependencyException;
import java.lang.reflect.Type;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@link FrameCodec}s that use a Jackson 3 mapper of the application's own, for types with type arguments too.
 *
 * <pre>{@code
 * FrameCodec<List<Tick>> ticks = JacksonFrames.of(mapper, new TypeReference<>() { });
 * }</pre>
 */
public final class JacksonFrames {

    private JacksonFrames() {
    }

    /** The mapper's own format: JSON for a {@code JsonMapper}, CBOR for a {@code CBORMapper}, and so on. */
    public static <T> FrameCodec<T> of(ObjectMapper mapper, Class<T> type) {
        return formatted(mapper, type);
    }

    /** As {@link #of(ObjectMapper, Class)}, for a type with type arguments. */
    public static <T> FrameCodec<T> of(ObjectMapper mapper, TypeReference<T> type) {
        return formatted(mapper, type.getType());
    }

    private static <T> FrameCodec<T> formatted(ObjectMapper mapper, Type type) {
        JavaType javaType = mapper.constructType(type);
        return new JacksonCodec<>(
                mapper.tokenStreamFactory().getFormatName(), javaType, new MapperFormat(mapper, javaType));
    }

    /**
     * MessagePack, whatever the mapper's own format is: modules, annotations and settings of the mapper apply. Until there is a
     * release of MessagePack's own data format for Jackson 3, values go through Jackson's tree model.
     *
     * <p>Written: {@code byte[]} as bin, a decimal as float 64 if that has its value, else not at all. Read: ext -1 (timestamp) as
     * ISO text, which Jackson makes an {@code Instant}; keys of maps that are integers as text; no other ext types. Values are
     * nested no deeper than the mapper's {@code StreamReadConstraints} say, and no array is made for bytes that have not come.
     *
     * @throws ZmqDependencyException if {@code org.msgpack:msgpack-core} is not there
     */
    public static <T> FrameCodec<T> messagePack(ObjectMapper mapper, Class<T> type) {
        return packed(mapper, type);
    }

    /** As {@link #messagePack(ObjectMapper, Class)}, for a type with type arguments. */
    public static <T> FrameCodec<T> messagePack(ObjectMapper mapper, TypeReference<T> type) {
        return packed(mapper, type.getType());
    }

    private static <T> FrameCodec<T> packed(ObjectMapper mapper, Type type) {
        JavaType javaType = mapper.constructType(type);
        try {
            return new JacksonCodec<>("MessagePack", javaType, MessagePackFormat.create(mapper, javaType));
        } catch (NoClassDefFoundError missing) {
            throw new ZmqDependencyException("MessagePack", "org.msgpack:msgpack-core", missing);
        }
    }

    static <T> FrameCodec<T> json(Class<T> type) {
        return of(JsonMapper.shared(), type);
    }

    static <T> FrameCodec<T> messagePack(Class<T> type) {
        return messagePack(JsonMapper.shared(), type);
    }
}
