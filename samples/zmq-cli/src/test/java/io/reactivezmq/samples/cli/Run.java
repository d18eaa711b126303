package io.reactivezmq.samples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the program, in this process. */
record Run(int status, String out, String err) {

    static Run of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = ZmqCli.commandLine(new PrintWriter(out, true), new PrintWriter(err, true), arguments).execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }
}
