package io.reactivezmq.core.endpoint;

/** The rule for ipc paths and inproc names: endpoints go to logs and events, so a line break in one would forge lines. */
final class PlainName {

    private PlainName() {
    }

    /**
     * Checks a path or name.
     *
     * @param text the whole endpoint, for errors
     * @param start where in it the path or name begins
     */
    static void require(String name, String text, int start, String what) {
        if (name.isEmpty()) {
            throw TcpText.malformed(text, start, what + " is missing");
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                throw TcpText.malformed(text, start + i, what + " has a control character");
            }
        }
    }
}
