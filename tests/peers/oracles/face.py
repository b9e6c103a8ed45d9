"""dlib's face recogniser as a program under examination: {"inputs":{"a":PATH,"b":PATH}} -> {"distance":D,"match":BOOL}."""
import json
import sys

import dlib
import face_recognition_models as models
import numpy as np

detect = dlib.get_frontal_face_detector()
shape = dlib.shape_predictor(models.pose_predictor_model_location())
encode = dlib.face_recognition_model_v1(models.face_recognition_model_location())


def descriptor(path):
    image = dlib.load_rgb_image(path)
    faces = detect(image, 1)
    return np.array(encode.compute_face_descriptor(image, shape(image, faces[0]))) if faces else None


for line in sys.stdin:
    query = json.loads(line)
    pair = [descriptor(query["inputs"][name]) for name in ("a", "b")]
    if any(one is None for one in pair):
        answer = {"error": "no face"}
    else:
        distance = float(np.linalg.norm(pair[0] - pair[1]))
        answer = {"distance": distance, "match": distance < 0.6}
    print(json.dumps({"id": query["id"], **answer}), flush=True)
