package_tests = tests/package/completions.sh tests/package/units.sh tests/package/uninstall.sh
script_tests += $(package_tests)
EXTRA_DIST += $(package_tests) tests/package/deb.sh
