// Command workload is something to scale, and who uses it.
//
//	workload serve …   answers HTTP with a bounded number of workers, and tells Prometheus how long it took
//	workload load …    asks the ready pods of a label for it, from so many clients at once
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "serve":
			exit(serve(os.Args[2:]))
		case "load":
			exit(load(os.Args[2:]))
		}
	}
	fmt.Fprintln(os.Stderr, "usage: workload serve|load [-help]")
	os.Exit(2)
}

func exit(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
