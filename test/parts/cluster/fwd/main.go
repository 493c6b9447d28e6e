// Command fwd joins stream addresses, each tcp:HOST:PORT or unix:PATH.
//
//	fwd LISTEN DIAL     what comes in at LISTEN goes to DIAL
//	fwd LISTEN connect  it goes where each connection asks with HTTP's CONNECT
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: fwd LISTEN DIAL|connect")
		os.Exit(2)
	}
	network, address, _ := strings.Cut(os.Args[1], ":")
	listener, err := net.Listen(network, address)
	for err == nil {
		var near net.Conn
		if near, err = listener.Accept(); err == nil {
			go serve(near, os.Args[2])
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func serve(near net.Conn, target string) {
	defer near.Close()
	from := bufio.NewReader(near)
	far, err := dial(from, target)
	if err != nil {
		if target == "connect" {
			fmt.Fprintf(near, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
		}
		return
	}
	defer far.Close()
	if target == "connect" {
		fmt.Fprintf(near, "HTTP/1.1 200 OK\r\n\r\n")
	}
	go func() {
		io.Copy(far, from)
		far.(interface{ CloseWrite() error }).CloseWrite()
	}()
	io.Copy(near, far)
}

func dial(from *bufio.Reader, target string) (net.Conn, error) {
	if target != "connect" {
		network, address, _ := strings.Cut(target, ":")
		return net.Dial(network, address)
	}
	request, err := http.ReadRequest(from)
	if err != nil {
		return nil, err
	}
	return net.Dial("tcp", request.Host)
}
