package main

import (
	"fmt"
	"io"
	"sync"
	"syscall"
)

var bounds = []float64{.01, .025, .05, .075, .1, .15, .2, .25, .3, .35, .4, .5, .6, .8, 1, 1.5, 2, 3, 5, 10}

// A histogram as Prometheus wants it.
type histogram struct {
	lock   sync.Mutex
	counts []uint64
	sum    float64
}

func newHistogram() *histogram {
	return &histogram{counts: make([]uint64, len(bounds)+1)}
}

func (h *histogram) observe(value float64) {
	h.lock.Lock()
	defer h.lock.Unlock()
	at := 0
	for at < len(bounds) && value > bounds[at] {
		at++
	}
	h.counts[at]++
	h.sum += value
}

func (h *histogram) write(to io.Writer) {
	h.lock.Lock()
	defer h.lock.Unlock()
	const name = "http_request_duration_seconds"
	fmt.Fprintf(to, "# TYPE %s histogram\n", name)
	total := uint64(0)
	for at, count := range h.counts {
		total += count
		bound := "+Inf"
		if at < len(bounds) {
			bound = fmt.Sprint(bounds[at])
		}
		fmt.Fprintf(to, "%s_bucket{le=%q} %d\n", name, bound, total)
	}
	fmt.Fprintf(to, "%s_sum %g\n%s_count %d\n", name, h.sum, name, total)
}

func writeCPU(to io.Writer) {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return
	}
	seconds := float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
	fmt.Fprintf(to, "# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total %g\n", seconds)
}
