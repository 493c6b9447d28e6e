package main

import (
	"crypto/sha256"
	"flag"
	"net/http"
	"time"
)

// A server whose latency is that of its queue: each request holds one of its workers for a while.
type server struct {
	workers chan struct{}
	work    time.Duration
	burn    []byte
	backend string
	seconds *histogram
}

func serve(args []string) error {
	flags := flag.NewFlagSet("serve", flag.ExitOnError)
	listen := flags.String("listen", ":8080", "where")
	workers := flags.Int("workers", 4, "requests that are worked on at once; all others wait")
	work := flags.Duration("work", 100*time.Millisecond, "how long a worker takes, without a backend")
	burn := flags.Int("burn", 1<<19, "bytes that are hashed for each request")
	backend := flags.String("backend", "", "a URL that each request asks instead")
	flags.Parse(args)

	web := &server{make(chan struct{}, *workers), *work, make([]byte, *burn), *backend, newHistogram()}
	http.HandleFunc("/", web.answer)
	http.HandleFunc("/ready", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("/metrics", func(response http.ResponseWriter, _ *http.Request) {
		response.Header().Set("content-type", "text/plain; version=0.0.4")
		web.seconds.write(response)
		writeCPU(response)
	})
	return http.ListenAndServe(*listen, nil)
}

func (web *server) answer(response http.ResponseWriter, request *http.Request) {
	began := time.Now()
	defer func() { web.seconds.observe(time.Since(began).Seconds()) }()
	select {
	case web.workers <- struct{}{}:
		defer func() { <-web.workers }()
	case <-request.Context().Done():
		return
	}
	sha256.Sum256(web.burn)
	if web.backend == "" {
		time.Sleep(web.work)
	} else if err := ask(request.Context(), web.backend); err != nil {
		http.Error(response, err.Error(), http.StatusBadGateway)
	}
}
