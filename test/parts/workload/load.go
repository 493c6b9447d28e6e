package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

// How often it is looked at which pods there are.
const lookEvery = 500 * time.Millisecond

func load(args []string) error {
	flags := flag.NewFlagSet("load", flag.ExitOnError)
	selector := flags.String("selector", "", "labels of the pods, in this pod's namespace")
	port := flags.Int("port", 8080, "of the pods")
	clients := flags.Int("clients", 1, "how many ask at once, each as soon as it was answered")
	flags.Parse(args)

	api, err := newAPI()
	if err != nil {
		return err
	}
	var pods pods
	for range *clients {
		go askForever(&pods, *port)
	}
	for ; ; time.Sleep(lookEvery) {
		if found, err := api.readyPods(*selector); err != nil {
			fmt.Println(err)
		} else {
			pods.set(found)
		}
	}
}

// A client asks the pod that has the least to do, as a good balancer does.
func askForever(pods *pods, port int) {
	for {
		address, done := pods.take()
		if address == "" {
			time.Sleep(lookEvery)
			continue
		}
		err := ask(context.Background(), fmt.Sprintf("http://%s:%d/", address, port))
		done()
		if err != nil {
			time.Sleep(lookEvery / 10)
		}
	}
}

// The pods that can be asked, and how many requests each has.
type pods struct {
	lock  sync.Mutex
	known map[string]*int
}

func (p *pods) set(addresses []string) {
	p.lock.Lock()
	defer p.lock.Unlock()
	before := p.known
	p.known = make(map[string]*int)
	for _, address := range addresses {
		if p.known[address] = before[address]; p.known[address] == nil {
			p.known[address] = new(int)
		}
	}
}

func (p *pods) take() (string, func()) {
	p.lock.Lock()
	defer p.lock.Unlock()
	var chosen string
	var least *int
	for address, count := range p.known {
		if least == nil || *count < *least {
			chosen, least = address, count
		}
	}
	if least == nil {
		return "", func() {}
	}
	*least++
	return chosen, func() {
		p.lock.Lock()
		defer p.lock.Unlock()
		*least--
	}
}

var client = &http.Client{
	Timeout:   10 * time.Second,
	Transport: &http.Transport{MaxIdleConnsPerHost: 256},
}

func ask(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s", url, response.Status)
	}
	return nil
}
