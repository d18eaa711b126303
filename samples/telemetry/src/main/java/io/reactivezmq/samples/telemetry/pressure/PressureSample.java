package io.reactivezmq.samples.telemetry.pressure;

/**
 * Counters of the experiment at one moment, since it was switched on; all zero while it is off.
 *
 * @param offered messages handed to the PUB
 * @param fast messages that the fast SUB received
 * @param slow messages that the slow SUB received
 * @param pubDropped messages that the PUB dropped for a subscriber at its high-water mark
 * @param pushed messages that the PUSH asked for and took
 * @param pulled messages that the slow PULL received
 * @param pushDropped messages that the PUSH lost; zero, unless its connection broke
 */
public record PressureSample(
        boolean enabled,
        long offered,
        long fast,
        long slow,
        long pubDropped,
        long pushed,
        long pulled,
        long pushDropped) {

    static final PressureSample OFF = new PressureSample(false, 0, 0, 0, 0, 0, 0, 0);

    long dropped() {
        return pubDropped + pushDropped;
    }
}
