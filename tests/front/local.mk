front_scripts = tests/front/identity.sh tests/front/limits.sh tests/front/worker-faults.sh
script_tests += $(front_scripts)
EXTRA_DIST += tests/front/lib.sh $(front_scripts)
