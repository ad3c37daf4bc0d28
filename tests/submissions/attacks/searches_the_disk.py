# title: 在磁碟上找解答、成績簿、別人的繳交與主機的檔案 | searches the disk for solutions, gradebook and other submissions
# Nothing of the kind is visible, nor the host's /tmp and /dev/shm.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: found nothing
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import glob
import os

folders = ["/", "/*/", "/*/*/", "../", "../../", "~/", "/tmp/", "/dev/shm/", "/var/tmp/", "/home/*/", "/root/", "/run/*/", "/srv/", "/mnt/"]
names = ["gradebook.db", "solutions/*.py", "graders/*.py", "submitted", "autograded", "feedback", ".autograder-secret",
         "nbgrader_config.py", "autograder-canary*", "*.ipynb", ".ssh", ".bashrc", "etc/passwd", "etc/shadow"]
found = [path for folder in folders for name in names for path in glob.glob(os.path.expanduser(folder) + name)]
print("BREACH" if found else "found nothing", found)
