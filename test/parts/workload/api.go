package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"
)

const account = "/var/run/secrets/kubernetes.io/serviceaccount/"

// The API server, asked as the pod's own account.
type api struct {
	pods   string
	client *http.Client
}

func newAPI() (*api, error) {
	authority, err := os.ReadFile(account + "ca.crt")
	if err != nil {
		return nil, err
	}
	namespace, err := os.ReadFile(account + "namespace")
	if err != nil {
		return nil, err
	}
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(authority)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}
	host := net.JoinHostPort(os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT"))
	pods := fmt.Sprintf("https://%s/api/v1/namespaces/%s/pods", host, namespace)
	return &api{pods, &http.Client{Timeout: 10 * time.Second, Transport: transport}}, nil
}

type podList struct {
	Items []struct {
		Metadata struct{ DeletionTimestamp *string }
		Status   struct {
			PodIP      string
			Conditions []struct{ Type, Status string }
		}
	}
}

func (a *api) readyPods(selector string) ([]string, error) {
	token, err := os.ReadFile(account + "token")
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequest(http.MethodGet, a.pods+"?labelSelector="+url.QueryEscape(selector), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("authorization", "Bearer "+string(token))
	response, err := a.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the API server answered %s", response.Status)
	}
	var pods podList
	if err := json.NewDecoder(response.Body).Decode(&pods); err != nil {
		return nil, err
	}
	var addresses []string
	for _, pod := range pods.Items {
		for _, condition := range pod.Status.Conditions {
			ready := condition.Type == "Ready" && condition.Status == "True"
			if ready && pod.Metadata.DeletionTimestamp == nil {
				addresses = append(addresses, pod.Status.PodIP)
			}
		}
	}
	return addresses, nil
}
