package sqlsource_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/require"
)

// The tests start a PostgreSQL of their own: with the programs of this machine, as a
// user without privileges, in a folder that goes away, on a free port of loopback.
// Without the programs they skip, unless PARTNERHUB_REQUIRE_SERVICES is 1.

var errNoServer = errors.New("there are no programs of a PostgreSQL server (initdb, postgres)")

// server is a PostgreSQL that has been started.
type server struct {
	command *exec.Cmd
	folder  string
	port    int
	admin   *sql.DB
	made    int // databases
}

var startServer = sync.OnceValues(newServer)

func TestMain(m *testing.M) {
	status := m.Run()
	if started != nil {
		started.stop()
	}
	os.Exit(status)
}

// started is the server that TestMain stops.
var started *server

// postgres returns an empty database of the server. options are for its connections.
func postgres(t testing.TB, options string) *sql.DB {
	s, err := startServer()
	if errors.Is(err, errNoServer) && os.Getenv("PARTNERHUB_REQUIRE_SERVICES") != "1" {
		t.Skip(err)
	}
	require.NoError(t, err)
	s.made++
	name := fmt.Sprintf("facts_%d", s.made)
	_, err = s.admin.Exec("CREATE DATABASE " + name)
	require.NoError(t, err)
	return s.open(t, name, options)
}

func (s *server) open(t testing.TB, name, options string) *sql.DB {
	db, err := sql.Open("pgx", s.address(name)+options)
	require.NoError(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

func (s *server) address(database string) string {
	return fmt.Sprintf("host=127.0.0.1 port=%d user=partnerhub dbname=%s sslmode=disable ", s.port, database)
}

func newServer() (*server, error) {
	programs, err := serverPrograms()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "partnerhub-postgres-")
	if err != nil {
		return nil, err
	}
	started = &server{folder: folder}
	as, err := unprivileged(folder)
	if err != nil {
		return nil, err
	}
	data := filepath.Join(folder, "data")
	initdb := exec.Command(filepath.Join(programs, "initdb"), "-D", data, "-U", "partnerhub", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
	initdb.SysProcAttr, initdb.Dir = as, folder
	if output, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, output)
	}
	if started.port, err = freePort(); err != nil {
		return nil, err
	}
	return started, started.start(filepath.Join(programs, "postgres"), data, as)
}

func (s *server) start(program, data string, as *syscall.SysProcAttr) error {
	var log bytes.Buffer
	s.command = exec.Command(program, "-D", data, "-p", strconv.Itoa(s.port),
		"-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off")
	s.command.SysProcAttr, s.command.Dir, s.command.Stdout, s.command.Stderr = as, s.folder, &log, &log
	if err := s.command.Start(); err != nil {
		return err
	}
	admin, err := sql.Open("pgx", s.address("postgres"))
	if err != nil {
		return err
	}
	s.admin = admin
	for range 600 {
		if err = admin.Ping(); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("the server does not answer: %w\n%s", err, log.String())
}

func (s *server) stop() {
	if s.admin != nil {
		s.admin.Close()
	}
	if s.command != nil && s.command.Process != nil {
		s.command.Process.Signal(syscall.SIGQUIT) // at once: nothing is to be kept
		s.command.Wait()
	}
	os.RemoveAll(s.folder)
}

// serverPrograms returns the folder of the latest PostgreSQL server here.
func serverPrograms() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errNoServer
	}
	return filepath.Dir(slices.Max(found)), nil
}

// unprivileged is for processes of a user who may do nothing but write in a folder:
// PostgreSQL refuses to be run by root. Whoever is not root stays who they are.
func unprivileged(folder string) (*syscall.SysProcAttr, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		return nil, err
	}
	uid, uidErr := strconv.Atoi(nobody.Uid)
	gid, gidErr := strconv.Atoi(nobody.Gid)
	if err := errors.Join(uidErr, gidErr, os.Chown(folder, uid, gid)); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

func freePort() (int, error) {
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
