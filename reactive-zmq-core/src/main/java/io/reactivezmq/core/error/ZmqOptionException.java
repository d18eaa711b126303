package io.reactivezmq.core.error;

/** An option was set to a value outside its legal range ({@link ErrorCode#EINVAL}). Raised by the setter itself. */
public final class ZmqOptionException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String option;
    private final String value;
    private final String legalRange;

    /**
     * An option with an illegal value.
     *
     * @param option the property's name with its group, such as {@code queues.sendHighWaterMark}
     * @param value the value as text; for a secret, only what is wrong with it
     * @param legalRange what would be legal, such as {@code 0 to 255 bytes}
     */
    public ZmqOptionException(String option, String value, String legalRange) {
        super(ErrorCode.EINVAL, option + " is " + value + ", legal is " + legalRange, null);
        this.option = option;
        this.value = value;
        this.legalRange = legalRange;
    }

    /** The name of the property with its group, such as {@code queues.sendHighWaterMark}. */
    public String option() {
        return option;
    }

    /** The refused value as text. */
    public String value() {
        return value;
    }

    /** What would have been legal, in words. */
    public String legalRange() {
        return legalRange;
    }

    /** False: the value stays illegal. */
    @Override
    public boolean isRetryable() {
        return false;
    }

    /** A topic of more bytes than the socket allows. */
    public static ZmqOptionException topicTooLong(int bytes, int limit) {
        return new ZmqOptionException("topic", bytes + " bytes", "0 to " + limit + " bytes (limits.maxTopicSize)");
    }

    /** One topic more than the socket may hold at its peers. */
    public static ZmqOptionException tooManyTopics(int limit) {
        return new ZmqOptionException("topic", "one more than " + limit + " different ones",
                "up to " + limit + " (limits.maxSubscriptionsPerPeer, which the publishers have too)");
    }
}
