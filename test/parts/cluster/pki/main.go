// Command pki writes a certificate authority and the certificates that it is asked for into the working directory.
// It reads a JSON list from standard input: {"name", "user", "group", "hosts"} each; with hosts it is a server's.
package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"log"
	"math/big"
	"net"
	"os"
	"time"
)

type request struct {
	Name, User, Group string
	Hosts             []string
}

func main() {
	var requests []request
	must(json.NewDecoder(os.Stdin).Decode(&requests))
	authority := template(pkix.Name{CommonName: "test-cluster-ca"})
	authority.IsCA, authority.BasicConstraintsValid = true, true
	authority.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	signer := newKey("ca")
	sign("ca", authority, authority, signer.Public(), signer)
	for _, one := range requests {
		key := newKey(one.Name)
		sign(one.Name, certificate(one), authority, key.Public(), signer)
	}
	accounts := newKey("sa")
	public, err := x509.MarshalPKIXPublicKey(accounts.Public())
	must(err)
	write("sa.pub", "PUBLIC KEY", public)
}

func certificate(one request) *x509.Certificate {
	subject := pkix.Name{CommonName: one.User}
	if one.Group != "" {
		subject.Organization = []string{one.Group}
	}
	made := template(subject)
	made.KeyUsage = x509.KeyUsageDigitalSignature
	made.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	for _, host := range one.Hosts {
		made.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
		if address := net.ParseIP(host); address != nil {
			made.IPAddresses = append(made.IPAddresses, address)
		} else {
			made.DNSNames = append(made.DNSNames, host)
		}
	}
	return made
}

func template(subject pkix.Name) *x509.Certificate {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	must(err)
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: serial,
		Subject:      subject,
		NotBefore:    now.Add(-time.Hour),
		NotAfter:     now.AddDate(0, 0, 30),
	}
}

func newKey(name string) *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	bytes, err := x509.MarshalECPrivateKey(key)
	must(err)
	write(name+".key", "EC PRIVATE KEY", bytes)
	return key
}

func sign(name string, made, by *x509.Certificate, public crypto.PublicKey, signer crypto.Signer) {
	bytes, err := x509.CreateCertificate(rand.Reader, made, by, public, signer)
	must(err)
	write(name+".crt", "CERTIFICATE", bytes)
}

func write(file, kind string, bytes []byte) {
	must(os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
